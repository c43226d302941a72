#!/bin/sh
# A CUPS server of one's own to measure and try printing on, with our backend: loopback only, all
# of it in one folder, gone when stopped. For machines where CUPS doesn't run.
#
#   scripts/print_lab.sh start DIR     then do what its last line says
#   scripts/print_lab.sh stop DIR
#
# DIR doesn't exist yet, and the user lp can reach it: under /tmp, not in somebody's home. Needs
# root, as cupsd does, and Debian's packages cups and cups-client. The port is 8631, or
# $PRINT_LAB_PORT; the backend that of the release build, or $PRINT_LAB_BACKEND.
set -eu

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
port=${PRINT_LAB_PORT:-8631}
backend=${PRINT_LAB_BACKEND:-$root/.build/release/escpos}

fail() {
  printf 'print_lab: %s\n' "$1" >&2
  exit 2
}

if [ $# -ne 2 ]; then fail "type: $0 start DIR, or $0 stop DIR"; fi
folder=$(readlink -m -- "$2")

write_configuration() {
  cat >"$folder/etc/cups-files.conf" <<EOF
ServerRoot $folder/etc
ServerBin $folder/bin
RequestRoot $folder/spool
TempDir $folder/spool/tmp
CacheDir $folder/cache
StateDir $folder/state
DocumentRoot $folder/www
ErrorLog $folder/log/error_log
AccessLog $folder/log/access_log
PageLog $folder/log/page_log
User lp
Group lp
SystemGroup root
Sandboxing relaxed
SyncOnClose Yes
EOF
  # As a shop's server has it, but for one interface and for asking nobody who he is.
  cat >"$folder/etc/cupsd.conf" <<EOF
LogLevel info
Listen 127.0.0.1:$port
Listen $folder/state/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
EOF
}

make_folder() {
  for part in etc/ppd etc/ssl spool/tmp cache state log www bin; do mkdir -p "$folder/$part"; done
  chmod 755 "$folder"
  for part in etc etc/ppd spool spool/tmp cache state log; do chown root:lp "$folder/$part"; done
  chmod 710 "$folder/spool"
  chmod 1770 "$folder/spool/tmp"
  chmod 770 "$folder/cache"
  for part in /usr/lib/cups/*; do
    [ "${part##*/}" = backend ] || ln -s "$part" "$folder/bin/"
  done
  # cupsd runs none that others than root could have written.
  cp -a /usr/lib/cups/backend "$folder/bin/backend"
  install -o root -g root -m 755 "$backend" "$folder/bin/backend/escpos"
}

start() {
  if [ "$(id -u)" -ne 0 ]; then fail "cupsd needs root"; fi
  if [ -e "$folder" ]; then fail "$folder is there already; name a new folder, or stop it first"; fi
  if ! [ -x "$backend" ]; then fail "$backend isn't built; type: ./till --version"; fi
  for program in cupsd lpstat; do
    command -v $program >/dev/null ||
      fail "$program is missing; type: apt-get install cups cups-client"
  done
  make_folder
  write_configuration
  cupsd -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" \
    </dev/null >"$folder/log/cupsd" 2>&1 &
  echo $! >"$folder/print_lab.pid"
  tries=0
  until CUPS_SERVER=127.0.0.1:$port lpstat -r 2>/dev/null | grep -q 'is running'; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ] || ! kill -0 "$(cat "$folder/print_lab.pid")" 2>/dev/null; then
      fail "cupsd did not come up; see $folder/log, then type: $0 stop $folder"
    fi
    sleep 0.1
  done
  printf 'export CUPS_SERVER=127.0.0.1:%s\n' "$port"
}

stop() {
  # Nothing is removed that isn't one of these folders, nothing ended that isn't its server.
  [ -e "$folder/print_lab.pid" ] || fail "$folder is no folder of print_lab"
  pid=$(cat "$folder/print_lab.pid")
  if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -F "$folder/etc/cupsd.conf"; then
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  fi
  rm -rf "$folder"
}

case $1 in
  start) start ;;
  stop) stop ;;
  *) fail "type: $0 start DIR, or $0 stop DIR" ;;
esac
