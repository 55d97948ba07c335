#!/usr/bin/env bash
# เรียกบริการข้อมูลด้วยโทเคน OAuth 2.0 ที่ผูกกับกุญแจของระบบ (private_key_jwt, DPoP): bash, curl, OpenSSL 3
# Calls a data service with an OAuth 2.0 token that is bound to the system's key (private_key_jwt, DPoP): bash, curl, OpenSSL 3.
# ตัวคำขอไม่ได้ลงลายมือชื่อ ระดับความมั่นใจจึงเป็น 2 · The call itself is not signed, so its assurance is 2.
set -euo pipefail
BASE={{BASE_URL}}
CLIENT_ID={{CLIENT_ID}} # ไคลเอนต์จากหน้าระบบ · client, from the page of the system
SYSTEM={{SYSTEM}}
AGREEMENT={{AGREEMENT}}
PURPOSE={{PURPOSE}}
CASE={{CASE}}         # เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
KEY_FILE={{KEY_FILE}} # กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
METHOD={{METHOD}}
TARGET={{TARGET}}
BODY={{BODY}}         # JSON หรือว่าง · JSON, or empty

tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
base64url() { base64 -w0 | tr '+/' '-_' | tr -d '='; }
digest() { printf 'sha-256=:%s:' "$(openssl dgst -sha256 -binary "$1" | base64 -w0)"; }

x=$(openssl pkey -in "$KEY_FILE" -pubout -outform DER | tail -c 32 | base64url)
jwk=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$x")
kid=$(printf '%s' "$jwk" | openssl dgst -sha256 -binary | base64url)

jwt() { # header, claims
  printf '%s.%s' "$(printf '%s' "$1" | base64url)" "$(printf '%s' "$2" | base64url)" > "$tmp/jwt"
  openssl pkeyutl -sign -inkey "$KEY_FILE" -rawin -in "$tmp/jwt" -out "$tmp/jwt.signature"
  printf '%s.%s' "$(cat "$tmp/jwt")" "$(base64url < "$tmp/jwt.signature")"
}
proof() { # วิธี ที่อยู่ และส่วนอื่น · method, address and the rest: that whoever sends this holds the key (RFC 9449)
  jwt "{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":$jwk}" "{\"htm\":\"$1\",\"htu\":\"$2\",\"iat\":$(date +%s),\"jti\":\"$(openssl rand 16 | base64url)\"$3}"
}

token='' nonce=''
for _ in 1 2; do # ครั้งแรกศูนย์อาจให้ nonce มาก่อน · the house may answer the first time with the nonce that it wants
  now=$(date +%s)
  assertion=$(jwt "{\"alg\":\"EdDSA\",\"kid\":\"$kid\"}" "{\"iss\":\"$CLIENT_ID\",\"sub\":\"$CLIENT_ID\",\"aud\":\"$BASE/oidc\",\"iat\":$now,\"exp\":$((now + 60)),\"jti\":\"$(openssl rand 16 | base64url)\"}")
  curl --silent --show-error --dump-header "$tmp/token-head" --output "$tmp/token" --header "dpop: $(proof POST "$BASE/oidc/token" "$nonce")" \
    --data-urlencode grant_type=client_credentials --data-urlencode scope=exchange --data-urlencode "resource=$BASE/x" --data-urlencode "client_id=$CLIENT_ID" \
    --data-urlencode client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer --data-urlencode "client_assertion=$assertion" "$BASE/oidc/token"
  token=$(sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p' "$tmp/token")
  nonce=$(sed -n 's/^dpop-nonce: *\([^[:space:]]*\).*/,"nonce":"\1"/Ip' "$tmp/token-head")
  if [ -n "$token" ] || ! grep -q use_dpop_nonce "$tmp/token"; then break; fi
done
[ -n "$token" ] || { cat "$tmp/token" >&2; exit 1; }

printf 'authorization: DPoP %s\ndpop: %s\n' "$token" "$(proof "$METHOD" "$BASE${TARGET%%\?*}" ",\"ath\":\"$(printf '%s' "$token" | openssl dgst -sha256 -binary | base64url)\"")" > "$tmp/headers"
printf '%s: %s\n' accept-encoding identity exchange-client "$SYSTEM" exchange-agreement "$AGREEMENT" exchange-purpose "$PURPOSE" >> "$tmp/headers"
if [ -n "$CASE" ]; then printf 'exchange-case: %s\n' "$CASE" >> "$tmp/headers"; fi
request=(--request "$METHOD" --header "@$tmp/headers")
if [ -n "$BODY" ]; then
  printf '%s' "$BODY" > "$tmp/body"
  request+=(--header 'content-type: application/json' --header "content-digest: $(digest "$tmp/body")" --data-binary "@$tmp/body")
fi
curl --silent --show-error --fail-with-body "${request[@]}" --dump-header "$tmp/head" --output "$tmp/answer" "$BASE$TARGET" || { cat "$tmp/answer" >&2; exit 1; }
grep -qiF "content-digest: $(digest "$tmp/answer")" "$tmp/head" || { echo 'คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest' >&2; exit 1; }
cat "$tmp/answer"; echo
grep -iE '^exchange-(id|assurance):' "$tmp/head" >&2
