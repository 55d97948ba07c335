#!/usr/bin/env bash
# เรียกบริการข้อมูลพร้อมลงลายมือชื่อ: bash, curl, OpenSSL 3 · Calls a data service, signed: bash, curl, OpenSSL 3.
# ตรวจค่าแฮชของคำตอบ ส่วนลายมือชื่อของคำตอบตรวจด้วย saphan call หรือใบรับ · Checks the digest of the answer; saphan call or the receipt check its signature.
set -euo pipefail
BASE={{BASE_URL}}
SYSTEM={{SYSTEM}}
AGREEMENT={{AGREEMENT}}
PURPOSE={{PURPOSE}}
CASE={{CASE}}         # เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
KEY_FILE={{KEY_FILE}} # กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
METHOD={{METHOD}}
TARGET={{TARGET}}
BODY={{BODY}}         # JSON หรือว่าง · JSON, or empty
SUBJECT={{SUBJECT}}   # เลขประจำตัวประชาชนของบุคคลที่ถามถึง หรือว่าง · citizen id of the person asked about, or empty

tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
base64url() { base64 -w0 | tr '+/' '-_' | tr -d '='; }
digest() { printf 'sha-256=:%s:' "$(openssl dgst -sha256 -binary "$1" | base64 -w0)"; }

x=$(openssl pkey -in "$KEY_FILE" -pubout -outform DER | tail -c 32 | base64url)
kid=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$x" | openssl dgst -sha256 -binary | base64url)

nonce=$(openssl rand 16 | base64url)
covered='"@method" "@target-uri"'
base=$(printf '"@method": %s\n"@target-uri": %s' "$METHOD" "$BASE$TARGET")
request=(--request "$METHOD" --header 'accept-encoding: identity')
sign_header() { # ส่วนหัวที่ลงลายมือชื่อ · a header that is signed
  covered+=" \"$1\""; base+=$'\n'"\"$1\": $2"; request+=(--header "$1: $2")
}
sign_header exchange-client "$SYSTEM"
sign_header exchange-agreement "$AGREEMENT"
sign_header exchange-purpose "$PURPOSE"
if [ -n "$CASE" ]; then sign_header exchange-case "$CASE"; fi
# บริการที่ตอบเรื่องบุคคล: ส่งเพียงค่าแฮชที่ผูกบุคคลกับลายมือชื่อนี้ · services about persons: only what binds the person to this signature is sent
if [ -n "$SUBJECT" ]; then printf '%s:%s' "$nonce" "$SUBJECT" > "$tmp/subject"; sign_header exchange-subject "$(digest "$tmp/subject")"; fi
if [ -n "$BODY" ]; then
  printf '%s' "$BODY" > "$tmp/body"
  sign_header content-digest "$(digest "$tmp/body")"
  request+=(--header 'content-type: application/json' --data-binary "@$tmp/body")
fi

created=$(date +%s)
input="($covered);created=$created;expires=$((created + 60));nonce=\"$nonce\";keyid=\"$kid\";tag=\"saphan-x1\""
printf '%s\n"@signature-params": %s' "$base" "$input" > "$tmp/base"
openssl pkeyutl -sign -inkey "$KEY_FILE" -rawin -in "$tmp/base" -out "$tmp/signature"

curl --silent --show-error --fail-with-body "${request[@]}" --header "signature-input: sig1=$input" --header "signature: sig1=:$(base64 -w0 "$tmp/signature"):" \
  --dump-header "$tmp/head" --output "$tmp/answer" "$BASE$TARGET" || { cat "$tmp/answer" >&2; exit 1; }
grep -qiF "content-digest: $(digest "$tmp/answer")" "$tmp/head" || { echo 'คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest' >&2; exit 1; }
cat "$tmp/answer"; echo
grep -i '^exchange-id:' "$tmp/head" >&2
