#!/bin/sh
# Other people's programs that our tests compare ours with, in a Python of their own under
# .build/peers: nothing is installed beside it. Done once; a newer version here is fetched anew.
set -eu

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
peers=$root/.build/peers
wanted="python-escpos==3.1 beancount==3.2.3"
# Its text is what was installed; written last, so that a broken installation is done again.
mark=$peers/installed

if [ "$(cat "$mark" 2>/dev/null)" = "$wanted" ]; then exit 0; fi
printf 'peers: installing %s from PyPI\n' "$wanted" >&2
rm -rf "$peers"
# shellcheck disable=SC2086  # a list of names
if ! python3 -m venv "$peers" >&2 ||
  ! "$peers/bin/python3" -m pip install --quiet --disable-pip-version-check $wanted </dev/null >&2
then
  # Half of it would only make the tests stumble later.
  rm -rf "$peers"
  printf 'peers: could not install %s; it needs python3-venv and pypi.org\n' "$wanted" >&2
  exit 2
fi
printf '%s\n' "$wanted" >"$mark"
