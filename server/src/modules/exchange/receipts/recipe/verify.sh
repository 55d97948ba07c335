#!/bin/sh
# ตรวจใบรับการแลกเปลี่ยนหนึ่งรายการ · Verifies the receipt of one exchange.
# ใช้เพียง shell มาตรฐาน, OpenSSL 3 และ coreutils ไม่ใช้เครือข่าย · Needs a POSIX shell, OpenSSL 3 and coreutils; no network.
#
#   sh verify.sh [--trust FOLDER] [--witnesses N] [--tsa-ca FILE]
#
# --trust      โฟลเดอร์กุญแจสาธารณะ (.pem) ที่ท่านได้มาจากแหล่งอื่น · public keys that you have from elsewhere
# --witnesses  จำนวนพยานอย่างน้อย · fewest witnesses that must have co-signed
# --tsa-ca     ใบรับรองของผู้ออกตราเวลาที่ท่านเชื่อถือ · certificate of the time-stamp authority that you trust
set -u
LC_ALL=C; export LC_ALL
trust=''; least=0; tsa_ca=''
while [ $# -gt 0 ]; do
  case "$1" in
    --trust) trust=$(cd "$2" && pwd) || exit 2; shift 2 ;;
    --witnesses) least=$2; shift 2 ;;
    --tsa-ca) tsa_ca=$(realpath "$2") || exit 2; shift 2 ;;
    *) echo "sh verify.sh [--trust FOLDER] [--witnesses N] [--tsa-ca FILE]" >&2; exit 2 ;;
  esac
done
cd "$(dirname "$0")" || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
failures=0
ok() { printf '✓ %s · %s\n' "$1" "$2"; }
bad() { printf '✗ %s · %s\n' "$1" "$2"; failures=$((failures + 1)); }
note() { printf '– %s · %s\n' "$1" "$2"; }
same() { if [ -n "$3" ] && [ "$3" = "$4" ]; then ok "$1" "$2"; else bad "$1" "$2"; fi; }

hex() { od -An -v -tx1 | tr -d ' \n'; }
base64url() { base64 -w0 | tr '+/' '-_' | tr -d '='; }
sha256() { openssl dgst -sha256 -binary; }

# บรรทัดหนึ่งของสิ่งที่ลงลายมือชื่อ · The value of one line of a signature base; nothing when it stands there twice or not at all.
line() {
  seen=0; found=''
  while IFS= read -r row || [ -n "$row" ]; do
    case "$row" in "$2: "*) found=${row#"$2: "}; seen=$((seen + 1)) ;; esac
  done < "$1"
  [ "$seen" = 1 ] && printf '%s' "$found"
}
# บรรทัดหนึ่งของรายการในบันทึก · The value of one line of the entry.
fact() {
  seen=0; found=''
  while IFS= read -r row || [ -n "$row" ]; do
    case "$row" in "$1 "*) found=${row#"$1 "}; seen=$((seen + 1)) ;; esac
  done < entry.txt
  [ "$seen" = 1 ] && printf '%s' "$found"
}
parameter() { rest=$(line "$1" '"@signature-params"'); rest=${rest#*;"$2"=}; rest=${rest#\"}; printf '%s' "${rest%%[;\"]*}"; }

# ชนิดของกุญแจ · The kind of a key, by its bytes.
kind() {
  openssl pkey -pubin -in "$1" -outform DER -out "$tmp/key" 2> "$tmp/err" || return 1
  case "$(hex < "$tmp/key")" in
    302a300506032b6570032100*) echo ed25519 ;;
    3059301306072a8648ce3d020106082a8648ce3d03010703420004*) echo p256 ;;
    *2a864886f70d0101*) echo rsa ;;
    *) return 1 ;;
  esac
}
# รหัสกุญแจ · The id of a key: its JWK thumbprint (RFC 7638).
thumbprint() {
  case "$(kind "$1")" in
    ed25519) json="{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"$(tail -c 32 "$tmp/key" | base64url)\"}" ;;
    p256) json="{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"$(tail -c 64 "$tmp/key" | head -c 32 | base64url)\",\"y\":\"$(tail -c 32 "$tmp/key" | base64url)\"}" ;;
    rsa)
      modulus=$(openssl rsa -pubin -in "$1" -noout -modulus); modulus=${modulus#Modulus=}
      exponent=$(openssl pkey -pubin -in "$1" -noout -text_pub | tail -n 1); exponent=${exponent##*0x}; exponent=$(printf '%s' "${exponent%)}" | tr a-f A-F)
      [ $((${#exponent} % 2)) = 1 ] && exponent=0$exponent
      json="{\"e\":\"$(printf '%s' "$exponent" | basenc --base16 -d | base64url)\",\"kty\":\"RSA\",\"n\":\"$(printf '%s' "$modulus" | basenc --base16 -d | base64url)\"}" ;;
    *) return 1 ;;
  esac
  printf '%s' "$json" | sha256 | base64url
}
# ลายมือชื่อถูกต้องหรือไม่ · Whether a signature over a file is of this key: signed KEY FILE SIGNATURE
signed() {
  case "$(kind "$1")" in
    ed25519) openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$3" ;;
    p256)
      [ "$(wc -c < "$3")" -eq 64 ] || return 1
      printf 'asn1=SEQUENCE:pair\n[pair]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "$(head -c 32 "$3" | hex)" "$(tail -c 32 "$3" | hex)" > "$tmp/pair"
      openssl asn1parse -genconf "$tmp/pair" -noout -out "$tmp/der" && openssl dgst -sha256 -verify "$1" -signature "$tmp/der" "$2" ;;
    rsa) openssl dgst -sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:64 -verify "$1" -signature "$3" "$2" ;;
    *) return 1 ;;
  esac > "$tmp/out" 2>&1
}
check() { if signed "$3" "$4" "$5"; then ok "$1" "$2"; else bad "$1" "$2"; fi; }

for name in entry.txt gateway.sigbase gateway.sig keys/gateway.pem receipt.tlog-proof checkpoint.txt checkpoint.sig keys/log.pem; do
  [ -f "$name" ] || bad "ไม่มีไฟล์ $name" "no file $name"
done
[ "$failures" = 0 ] || exit 1
[ "$(head -n 1 entry.txt)" = saphan-entry/v1 ] && [ "$(fact kind)" = exchange.exchange ] || bad 'รายการไม่ใช่การแลกเปลี่ยน' 'the entry is no exchange'

# 1. ลายมือชื่อ กุญแจ และรายการในบันทึก · Signatures, their keys, and the entry that names them.
check_signer() { # NAME KEY ไทย English
  expected=$(fact "$1")
  if [ ! -f "$1.sigbase" ] && [ ! -f "$1.sig" ] && [ ! -f "$2" ]; then
    case "$expected" in ''|none) note "$3ไม่ได้ลงลายมือชื่อ: มีเพียงคำรับรองของเกตเวย์" "$4 did not sign: only the gateway attests it" ;; *) bad "ขาดลายมือชื่อของ$3" "the signature of $4 is missing" ;; esac
    return
  fi
  for name in "$1.sigbase" "$1.sig" "$2"; do [ -f "$name" ] || { bad "ไม่มีไฟล์ $name" "no file $name"; return; }; done
  check "ลายมือชื่อของ$3" "signature of $4" "$2" "$1.sigbase" "$1.sig"
  same "กุญแจของ$3ตรงกับที่อ้าง" "the key of $4 is the one that is named" "$(thumbprint "$2")" "$(parameter "$1.sigbase" keyid)"
  same "รายการในบันทึกตรงกับลายมือชื่อของ$3" "the entry names the signature of $4" "sha-256=$(sha256 < "$1.sigbase" | hex) $(sha256 < "$1.sig" | hex)" "$expected"
  apart=$(($(parameter "$1.sigbase" created) - $(date -u -d "$(fact at)" +%s))) 2> "$tmp/err" || apart=9999
  [ "${apart#-}" -le 600 ] || bad "$3ลงลายมือชื่อคนละเวลากับรายการ" "$4 signed at another time than the entry says"
}
check_signer request keys/consumer.pem หน่วยงานผู้ขอ 'the agency that asked'
check_signer response keys/provider.pem หน่วยงานผู้ให้ข้อมูล 'the agency that answered'
check_signer gateway keys/gateway.pem เกตเวย์ 'the gateway'

# 2. การแลกเปลี่ยนเดียวกัน · One and the same exchange.
same 'รหัสการแลกเปลี่ยนตรงกับรายการ' 'the id is that of the entry' "$(line gateway.sigbase '"exchange-id"')" "$(fact id)"
same 'สถานะตรงกับรายการ' 'the status is that of the entry' "$(line gateway.sigbase '"@status"')" "$(fact status)"
answers() { # FILE ไทย English: this answer is to this request
  same "$2อ้างลายมือชื่อของคำขอนี้" "$3 names the signature of this request" ":$(base64 -w0 < request.sig):" "$(line "$1" '"signature";req;key="sig1"')"
  for component in '"@method"' '"@target-uri"' '"content-digest"'; do
    [ "$(line request.sigbase "$component")" = "$(line "$1" "$component;req")" ] || bad "$2อ้างคำขออื่น: $component" "$3 names another request: $component"
  done
}
if [ -f request.sig ]; then
  answers gateway.sigbase พยาน 'the witness'
  agreement=$(fact agreement); stream=$(fact stream)
  case "$agreement" in ''|none) ;; *) same 'ข้อตกลงตรงกับรายการ' 'the agreement is that of the entry' "$(line request.sigbase '"exchange-agreement"')" "${agreement%%/*}" ;; esac
  [ -z "$stream" ] || [ "$(line request.sigbase '"exchange-seq"')" = "${stream% *};n=${stream#* }" ] || bad 'ลำดับของคำขอไม่ตรงกับรายการ' 'the place in the stream is not that of the entry'
fi
if [ -f response.sig ]; then
  [ ! -f request.sig ] || answers response.sigbase คำตอบ 'the answer'
  same 'พยานเห็นลายมือชื่อของคำตอบนี้' 'the witness saw the signature of this answer' ":$(base64 -w0 < response.sig):" "$(line gateway.sigbase '"signature";key="rsp"')"
  same 'คำตอบมีรหัสการแลกเปลี่ยนนี้' 'the answer has the id of this exchange' "$(line response.sigbase '"exchange-id"')" "$(fact id)"
  for component in '"@status"' '"content-digest"'; do
    [ "$(line response.sigbase "$component")" = "$(line gateway.sigbase "$component")" ] || bad "พยานเห็นคำตอบอื่น: $component" "the witness saw another answer: $component"
  done
else
  [ -z "$(line gateway.sigbase '"signature";key="rsp"')" ] || bad 'พยานเห็นลายมือชื่อที่ไม่อยู่ในใบรับ' 'the witness saw a signature that is not here'
fi
body() { # FILE DIGESTS
  [ -f "$1" ] || return 0
  case ", $2," in *", sha-256=:$(sha256 < "$1" | base64 -w0):,"*) ok "$1 เป็นฉบับที่ลงลายมือชื่อ" "$1 is the one that was signed" ;; *) bad "$1 ไม่ใช่ฉบับที่ลงลายมือชื่อ" "$1 is not the one that was signed" ;; esac
}
if [ -f request.sigbase ]; then body request.body "$(line request.sigbase '"content-digest"')"; else body request.body "$(line gateway.sigbase '"content-digest";req')"; fi
body response.body "$(line gateway.sigbase '"content-digest"')"

# 3. รายการอยู่ในบันทึก · The entry stands in the log: fold the path of the proof (RFC 9162 §2.1.3.2).
{ printf '\000'; cat entry.txt; } | sha256 > "$tmp/hash"
{ IFS= read -r origin; IFS= read -r size; IFS= read -r root; } < checkpoint.txt
part=head; at=''; last=-1; : > "$tmp/noted"; : > "$tmp/signatures"
fold() { # HASH IN BASE64
  printf '%s' "$1" | base64 -d > "$tmp/next" 2> "$tmp/err" && [ "$(wc -c < "$tmp/next")" -eq 32 ] && [ "$last" -gt 0 ] || { last=-2; return; }
  if [ $((at % 2)) = 1 ] || [ "$at" = "$last" ]; then
    { printf '\001'; cat "$tmp/next" "$tmp/hash"; } | sha256 > "$tmp/node"
    while [ $((at % 2)) = 0 ] && [ "$at" != 0 ]; do at=$((at / 2)); last=$((last / 2)); done
  else
    { printf '\001'; cat "$tmp/hash" "$tmp/next"; } | sha256 > "$tmp/node"
  fi
  mv "$tmp/node" "$tmp/hash"; at=$((at / 2)); last=$((last / 2))
}
while IFS= read -r row || [ -n "$row" ]; do
  case "$part" in
    head) [ "$row" = 'c2sp.org/tlog-proof@v1' ] && part=index || part=wrong ;;
    index) case "$row" in
      'extra '*) ;;
      'index '*) at=${row#index }; part=path; case "$at$size" in ''|*[!0-9]*) part=wrong ;; *) last=$((size - 1)); [ "$at" -le "$last" ] || part=wrong ;; esac ;;
      *) part=wrong ;; esac ;;
    path) if [ -n "$row" ]; then fold "$row"; else part=checkpoint; fi ;;
    checkpoint) if [ -n "$row" ]; then printf '%s\n' "$row" >> "$tmp/noted"; else part=signatures; fi ;;
    signatures) printf '%s\n' "$row" >> "$tmp/signatures" ;;
  esac
done < receipt.tlog-proof
[ "$part" = signatures ] && [ "$last" = 0 ] || bad 'หลักฐานในบันทึกผิดรูป' 'the proof is malformed'
same "รายการอยู่ในบันทึก $origin ($size รายการ)" "the entry stands in the log $origin ($size entries)" "$(base64 -w0 < "$tmp/hash")" "$root"
same 'หลักฐานใช้จุดตรวจนี้' 'the proof is about this checkpoint' "$(hex < "$tmp/noted")" "$(hex < checkpoint.txt)"

# 4. จุดตรวจและพยาน · The checkpoint, and who else saw it.
check 'ลายมือชื่อของบันทึกบนจุดตรวจ' 'signature of the log over the checkpoint' keys/log.pem checkpoint.txt checkpoint.sig
key_id() { { printf '%s\n' "$1"; printf "$2"; tail -c 32 "$tmp/key"; } | sha256 | head -c 4 | hex; } # after `kind`
noted() { # KEY KIND NAME: the signature of this key below the checkpoint, into $tmp/signature; its name into $who
  kind "$1" > "$tmp/out" || return 1
  while IFS=' ' read -r dash who text rest; do
    [ "$dash" = '—' ] && [ -z "$rest" ] && { [ -z "$3" ] || [ "$who" = "$3" ]; } || continue
    printf '%s' "$text" | base64 -d > "$tmp/line" 2> "$tmp/err" || return 1
    if [ "$(head -c 4 "$tmp/line" | hex)" = "$(key_id "$who" "$2")" ]; then tail -c +5 "$tmp/line" > "$tmp/signature"; return 0; fi
  done < "$tmp/signatures"
  return 1
}
if noted keys/log.pem '\001' "$origin" && [ "$(hex < "$tmp/signature")" = "$(hex < checkpoint.sig)" ]; then ok 'ลายมือชื่อเดียวกันอยู่ในหลักฐาน' 'the same signature stands in the proof'; else bad 'ลายมือชื่อในหลักฐานต่างออกไป' 'the proof has another signature'; fi
witnesses=0
for key in keys/witness-*.pem; do
  [ -f "$key" ] || continue
  if noted "$key" '\004' '' && [ "$(wc -c < "$tmp/signature")" -eq 72 ]; then
    { printf 'cosignature/v1\ntime %s\n' "$((0x$(head -c 8 "$tmp/signature" | hex)))"; cat checkpoint.txt; } > "$tmp/cosigned"
    tail -c 64 "$tmp/signature" > "$tmp/cosignature"
    check "พยาน $who ลงลายมือชื่อร่วม" "witness $who co-signed" "$key" "$tmp/cosigned" "$tmp/cosignature"
    witnesses=$((witnesses + 1))
  else
    bad "ไม่มีลายมือชื่อของพยาน $key" "no co-signature of $key"
  fi
done
[ "$witnesses" -ge "$least" ] || bad "มีพยาน $witnesses จาก $least" "$witnesses of $least witnesses"
[ "$witnesses" -gt 0 ] || note 'ไม่มีพยานภายนอก' 'no outside witness'
if [ -f checkpoint.tsr ]; then
  if openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile "${tsa_ca:-tsa-ca.pem}" > "$tmp/out" 2>&1; then
    ok 'ตราเวลาของจุดตรวจ' 'time-stamp of the checkpoint'
    openssl ts -reply -in checkpoint.tsr -text 2> "$tmp/err" | while IFS= read -r row; do case "$row" in 'Time stamp: '*) note "${row#Time stamp: }" 'time that the authority says' ;; esac; done
    [ -n "$tsa_ca" ] || note 'ใบรับรองผู้ออกตราเวลามาจากในใบรับเอง ใช้ --tsa-ca เพื่อเทียบ' 'the certificate of the authority comes from the receipt itself: compare with --tsa-ca'
  else
    bad 'ตราเวลาไม่ถูกต้อง' 'the time-stamp is not true'
  fi
else
  note 'ยังไม่มีตราเวลา' 'no time-stamp'
fi

# 5. กุญแจเป็นของใคร · Whose keys these are.
for key in keys/consumer.pem keys/provider.pem keys/gateway.pem keys/log.pem; do
  [ -f "$key" ] || continue
  print=$(thumbprint "$key")
  if [ -z "$trust" ]; then note "เทียบรหัสกุญแจ $key กับแหล่งอื่น" "compare this id of $key with another source: $print"; continue; fi
  known=''
  for other in "$trust"/*.pem; do [ -f "$other" ] && [ "$(thumbprint "$other")" = "$print" ] && known=$other; done
  if [ -n "$known" ]; then ok "รู้จักกุญแจ $key" "$key is known: ${known##*/}"; else bad "ไม่รู้จักกุญแจ $key" "$key is not among the keys you trust: $print"; fi
done

echo
if [ "$failures" = 0 ]; then
  ok "ใบรับนี้ถูกต้อง: $(line gateway.sigbase '"@method";req') $(line gateway.sigbase '"@target-uri";req') สถานะ $(fact status) เมื่อ $(fact at)" "this receipt is true (assurance $(fact assurance))"
  echo '  ไม่พิสูจน์ว่าข้อมูลเป็นความจริง เจตนาที่แท้จริง หรือว่าไม่มีสำเนาส่งทางอื่น · It does not prove that the data are true, what was really meant, or that no copy went another way.'
  case "$(fact assurance)" in [0-2]) echo '  หน่วยงานผู้ขอไม่ได้ลงลายมือชื่อเอง: พิสูจน์ได้เพียงสิ่งที่เกตเวย์รับรอง · The agency that asked did not sign itself: only what the gateway attests is proved.' ;; esac
  exit 0
fi
bad "ใบรับนี้ไม่ผ่าน $failures ข้อ" "this receipt fails $failures checks"
exit 1
