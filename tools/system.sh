#!/bin/sh
# system.sh NAME...: programs of the system, installed from Debian's packages if missing.
# NAME is venv, chromium, tex or nginx. That takes apt and root or sudo. Without them a
# missing venv or chromium is an error; tests that need one of the others are skipped,
# and `make test` names them in its last line.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
python=${PYTHON:-python3}

present() {
  case $1 in
    venv) command -v "$python" && "$python" -c 'import ensurepip, venv' ;;
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    tex) command -v pdflatex && command -v pdftotext && kpsewhich beamer.cls && kpsewhich pgf.sty && kpsewhich lmodern.sty ;;
    nginx) command -v nginx ;;
    *) echo "system.sh knows no $1" >&2; exit 2 ;;
  esac >/dev/null 2>&1
}
packages() {
  case $1 in
    venv) echo python3-venv ;;
    chromium) echo chromium ;;
    tex) echo texlive-latex-recommended texlive-pictures lmodern poppler-utils ;;
    nginx) echo nginx-light ;;
  esac
}
# The words before an apt-get that may install; false if there is no such way.
may_install() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" = 0 ]; then as=
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as=sudo
  else return 1; fi
}
# Chromium with what it recommends: fonts. The others bare.
install() {
  lean=--no-install-recommends
  [ "$1" = chromium ] && lean=
  # shellcheck disable=SC2046,SC2086
  $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq $lean $(packages "$1") >/dev/null
}

for name in "$@"; do
  present "$name" && continue
  if [ "$name" = venv ] && [ "$python" != python3 ]; then
    echo "$python does not run, or has no venv module." >&2
    exit 1
  elif may_install; then
    echo "No $name found: installing Debian's $(packages "$name")."
    install "$name" && present "$name" || { echo "$name could not be installed." >&2; exit 1; }
  elif [ "$name" = tex ] || [ "$name" = nginx ]; then
    echo "No $name found, and no apt with root to install it: its tests are skipped."
  elif [ "$name" = chromium ]; then
    echo "The browser tests need Chromium or Chrome on PATH; install one and try again." >&2
    exit 1
  else
    echo "Python 3.11 or newer with its venv module is needed; install it and try again." >&2
    exit 1
  fi
done
case " $* " in
  *" venv "*) "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Is there one of another name? PYTHON=python3.12 make ...")' ;;
esac
