# shellcheck shell=sh disable=SC2034,SC2154
# What ./till and ./test share: the machine's packages and its Swift. Sourced, not run.
# The caller sets $name (who speaks) and $root (the repository's folder) and uses $till_packages;
# the two rules switched off above look at one file only.

# Building: SQLite, CUPS, Pango, Cairo, HarfBuzz, FreeType, Zint, libedit. Running: a font with Chinese, for PDF.
till_packages="libsqlite3-dev libcups2-dev libpango1.0-dev libcairo2-dev libharfbuzz-dev
  libfreetype-dev libzint-dev libedit-dev
  pkg-config fonts-noto-cjk"

say() { printf '%s: %s\n' "$name" "$*" >&2; }

# missing_packages NAME...: those that are not installed. One process, some milliseconds.
missing_packages() {
  # shellcheck disable=SC2016  # dpkg-query's own variables
  installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package} ' "$@" 2>/dev/null) || :
  for package in "$@"; do
    case " $installed" in
      *" ii $package "* | *" hi $package "*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    return 1
  elif [ -t 2 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# apt NAME...: installs, after any other installer is done.
apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2
}

apt_update() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null >&2
}

# require_packages NAME...: installs what is missing, or says how to.
require_packages() {
  if ! command -v dpkg-query >/dev/null; then
    [ -d "$root/.build" ] || say "this is not Debian; it needs what these packages hold:" "$@"
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "installing the Debian packages $missing"
  # Package lists may be absent (never fetched) or old (what they name is gone).
  # shellcheck disable=SC2086  # a list of names
  if apt-get install -s $missing >/dev/null 2>&1 && apt $missing; then
    return 0
  elif apt_update && apt $missing; then
    return 0
  fi
  say "could not install them; as root, type: apt-get update && apt-get install $missing"
  exit 2
}

# require_swift: 6.1 is the oldest whose package description this one is.
require_swift() {
  if ! command -v swift >/dev/null; then
    say "needs Swift 6.1 or newer, and there is none on the PATH: https://swift.org/install"
    exit 2
  fi
  version=$(swift --version 2>/dev/null </dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
  major=${version%%.*}
  rest=${version#*.}
  minor=${rest%%.*}
  if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "${minor:-0}" -lt 1 ]; }; then
    say "needs Swift 6.1 or newer; this one is ${version:-unknown}: https://swift.org/install"
    exit 2
  fi
}
