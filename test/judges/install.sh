#!/usr/bin/env bash
# Installs the outside judges into .local/judges (and, with apt, into the system): for CI and for anyone on Debian or Ubuntu.
set -euo pipefail
cd "$(dirname "$0")/../.."
home=.local/judges
mkdir -p "$home"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
missing=()
for pair in pdfsig:poppler-utils qpdf:qpdf mutool:mupdf-tools openssl:openssl softhsm2-util:softhsm2 pkcs11-tool:opensc; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

if [ ! -x "$home/venv/bin/python" ] || ! "$home/venv/bin/python" -c 'import pyhanko' 2>/dev/null; then
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install -q --disable-pip-version-check -r test/judges/requirements.txt
fi

# Libraries that run on Java, by Maven; a new pom brings new ones.
for library in verapdf dss; do
  if ! cmp -s "test/judges/$library-pom.xml" "$home/$library/pom.xml"; then
    rm -rf "$home/$library" "$home/$library.new"
    mkdir -p "$home/$library.new"
    cp "test/judges/$library-pom.xml" "$home/$library.new/pom.xml"
    (cd "$home/$library.new" && mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib)
    mv "$home/$library.new" "$home/$library"
  fi
done

# The reference agent, with the PKCS#11 module that the product's own installation does not have.
agent="$home/token-agent"
if ! cmp -s examples/token-agent/package-lock.json "$agent/package-lock.json"; then
  rm -rf "$agent" "$agent.new"
  mkdir -p "$agent.new"
  cp examples/token-agent/package.json examples/token-agent/package-lock.json "$agent.new/"
  (cd "$agent.new" && npm ci)
  mv "$agent.new" "$agent"
fi
