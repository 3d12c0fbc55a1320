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

if [ ! -d "$home/verapdf/lib" ]; then
  mkdir -p "$home/verapdf"
  cp test/judges/verapdf-pom.xml "$home/verapdf/pom.xml"
  (cd "$home/verapdf" && mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib)
fi

# The reference agent, with the PKCS#11 module that the product's own installation does not have.
agent="$home/token-agent"
if ! cmp -s examples/token-agent/package-lock.json "$agent/package-lock.json"; then
  rm -rf "$agent"
  mkdir -p "$agent"
  cp examples/token-agent/package.json "$agent/"
  (cd "$agent" && cp ../../../examples/token-agent/package-lock.json . && npm ci) || { rm -rf "$agent"; exit 1; }
fi
