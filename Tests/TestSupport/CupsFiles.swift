/// What the test server reads: cupsd's two configuration files and two small shell scripts.
enum CupsFiles {
  static func paths(folder: String) -> String {
    """
    ServerRoot \(folder)/etc
    ServerBin \(folder)/bin
    RequestRoot \(folder)/spool
    TempDir \(folder)/spool/tmp
    CacheDir \(folder)/cache
    StateDir \(folder)/state
    DocumentRoot \(folder)/www
    ErrorLog \(folder)/log/error_log
    AccessLog \(folder)/log/access_log
    PageLog \(folder)/log/page_log
    User lp
    Group lp
    SystemGroup root
    FileDevice Yes
    Sandboxing relaxed
    SyncOnClose Yes

    """
  }

  /// - Parameter isForgetful: see `CupsServer.start`.
  static func server(folder: String, port: UInt16, isForgetful: Bool) -> String {
    """
    LogLevel debug
    DirtyCleanInterval \(isForgetful ? 3_600 : 0)
    Listen 127.0.0.1:\(port)
    Listen \(folder)/state/cups.sock
    Browsing Off
    WebInterface No
    DefaultAuthType None
    PreserveJobHistory Yes
    PreserveJobFiles \(isForgetful ? "1d" : "No")
    JobRetryInterval 2
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

    """
  }

  /// What the A4 printer does with a document: keep it, whole or not at all, in order of arrival,
  /// and what it was asked for beside it: `IPP_MEDIA_COL={…}`.
  static func keepDocument(folder: String) -> String {
    """
    #!/bin/sh
    name="\(folder)/out/$(date +%s%N)"
    env | grep ^IPP_ >"$name.env"
    cp "$1" "$name.part" && mv "$name.part" "$name.${CONTENT_TYPE##*/}"

    """
  }

  /// Arguments: the folder, the IPP printer's port, our backend or nothing. Every line it reads
  /// starts cupsd anew; it ends when its standard input does.
  ///
  /// `ippeveprinter` 2.4.2 wants a system bus even when it announces nothing (`-r off`).
  static let household = """
    folder=$1
    for part in etc/ppd etc/ssl spool/tmp cache state log www ipp out; do
      mkdir -p "$folder/$part"
    done
    for part in etc etc/ppd spool spool/tmp cache state log; do chown root:lp "$folder/$part"; done
    chmod 710 "$folder/spool"; chmod 1770 "$folder/spool/tmp"; chmod 770 "$folder/cache"
    mkdir "$folder/bin"
    for part in /usr/lib/cups/*; do
      [ "${part##*/}" = backend ] || ln -s "$part" "$folder/bin/"
    done
    cp -a /usr/lib/cups/backend "$folder/bin/backend"
    if [ -n "$3" ]; then install -o root -g root -m 755 "$3" "$folder/bin/backend/escpos"; fi
    exec 3<&0 </dev/null >"$folder/log/household" 2>&1
    serve() {
      cupsd -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" 3<&- &
      cupsd=$!
      echo "$cupsd" >"$folder/cupsd.pid"
    }
    serve
    bus=unix:path=$folder/state/dbus
    dbus-daemon --session --nofork --nopidfile --address="$bus" 3<&- &
    children="$!"
    while [ ! -S "$folder/state/dbus" ] && kill -0 $!; do sleep 0.01; done
    DBUS_SYSTEM_BUS_ADDRESS=$bus ippeveprinter -r off -k -n localhost -p "$2" -d "$folder/ipp" \\
      -c "$folder/keep.sh" -f application/pdf,image/pwg-raster,image/jpeg "A4 Test" 3<&- &
    children="$children $!"
    while read -r _ <&3; do serve; done
    for child in "$cupsd" $children; do kill "$child"; done
    wait
    # Backends live on when cupsd is killed; each is known by the file it runs.
    for process in /proc/[0-9]*; do
      case $(readlink "$process/exe") in
        "$folder"/bin/backend/*) kill -9 "${process##*/}" ;;
      esac
    done
    rm -rf "$folder"
    """
}
