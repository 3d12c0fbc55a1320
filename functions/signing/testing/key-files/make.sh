#!/bin/sh
# Makes the PKCS#12 files beside this script anew. Needs OpenSSL 3 with its legacy provider.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
days=36500

openssl ecparam -name prime256v1 -genkey -noout -out "$work/ca.key"
openssl req -x509 -new -key "$work/ca.key" -subj '/C=VN/O=Thu nghiem/CN=Goc tep khoa' -days $days -out "$work/ca.pem" \
  -addext 'basicConstraints=critical,CA:true' -addext 'keyUsage=critical,keyCertSign'

issue() { # name, key file
  openssl req -new -key "$2" -utf8 -subj "/C=VN/O=UBND xã/CN=Nguyễn Văn Hoà" -out "$work/$1.csr"
  printf 'basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature,nonRepudiation\n' > "$work/ext"
  openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days $days -extfile "$work/ext" \
    -out "$work/$1.pem" 2>/dev/null
}

openssl genrsa -out "$work/rsa.key" 2048 2>/dev/null
openssl ecparam -name prime256v1 -genkey -noout -out "$work/ec.key"
for kind in rsa ec; do
  issue $kind "$work/$kind.key"
  for form in aes legacy; do
    options=''
    [ $form = legacy ] && options='-legacy -macalg sha1'
    # shellcheck disable=SC2086
    openssl pkcs12 -export -inkey "$work/$kind.key" -in "$work/$kind.pem" -certfile "$work/ca.pem" \
      -passout 'pass:Mật khẩu 1' -name khoa $options -out "$form-$kind.p12"
  done
done

openssl pkcs12 -export -nokeys -in "$work/ec.pem" -passout 'pass:Mật khẩu 1' -out no-key.p12
openssl pkcs12 -export -inkey "$work/ec.key" -in "$work/ec.pem" -passout pass: -out empty-passphrase.p12
