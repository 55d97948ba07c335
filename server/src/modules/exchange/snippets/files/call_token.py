"""เรียกบริการข้อมูลด้วยโทเคน OAuth 2.0 ที่ผูกกับกุญแจของระบบ (private_key_jwt, DPoP): Python 3.9 และ OpenSSL 3 ไม่ใช้ไลบรารีอื่น
Calls a data service with an OAuth 2.0 token that is bound to the system's key (private_key_jwt, DPoP): Python 3.9 and OpenSSL 3, no other library.
ตัวคำขอไม่ได้ลงลายมือชื่อ ระดับความมั่นใจจึงเป็น 2 · The call itself is not signed, so its assurance is 2."""
import base64, hashlib, json, os, re, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request

BASE = {{BASE_URL}}
CLIENT_ID = {{CLIENT_ID}}  # ไคลเอนต์จากหน้าระบบ · client, from the page of the system
SYSTEM = {{SYSTEM}}
AGREEMENT = {{AGREEMENT}}
PURPOSE = {{PURPOSE}}
CASE = {{CASE}}  # เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
KEY_FILE = {{KEY_FILE}}  # กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
METHOD = {{METHOD}}
TARGET = {{TARGET}}
BODY = {{BODY}}  # JSON หรือว่าง · JSON, or empty

ED25519 = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo ก่อน 32 ไบต์ของกุญแจ · before the 32 bytes of the key
b64url = lambda data: base64.urlsafe_b64encode(data).decode().rstrip("=")
sha256 = lambda data: hashlib.sha256(data).digest()
digest = lambda data: f"sha-256=:{base64.b64encode(sha256(data)).decode()}:"
compact = lambda value: json.dumps(value, separators=(",", ":")).encode()


def openssl(*args, **files):
    """รัน openssl โดยวางไฟล์ในโฟลเดอร์ชั่วคราว · Runs openssl beside some files. @returns exit code and output"""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        done = subprocess.run(["openssl", *args], cwd=folder, capture_output=True)
        return done.returncode, done.stdout


KEY = os.path.abspath(KEY_FILE)
JWK = {"crv": "Ed25519", "kty": "OKP", "x": b64url(openssl("pkey", "-in", KEY, "-pubout", "-outform", "DER")[1][-32:])}


def jwt(header, claims):
    text = f'{b64url(compact({"alg": "EdDSA", **header}))}.{b64url(compact({"iat": int(time.time()), "jti": b64url(os.urandom(16)), **claims}))}'
    return f'{text}.{b64url(openssl("pkeyutl", "-sign", "-inkey", KEY, "-rawin", "-in", "text", text=text.encode())[1])}'


def proof(method, address, **more):
    """ผู้ส่งถือกุญแจ · That whoever sends this holds the key (RFC 9449)."""
    return jwt({"typ": "dpop+jwt", "jwk": JWK}, {"htm": method, "htu": address, **more})


def ask(address, body, method, headers):
    try:
        reply = urllib.request.urlopen(urllib.request.Request(address, data=body, method=method, headers=headers), timeout=30)
    except urllib.error.HTTPError as refused:
        reply = refused
    return reply.status, reply.headers, reply.read()


def token():
    address, more = f"{BASE}/oidc/token", {}
    for _ in range(2):  # ครั้งแรกศูนย์อาจให้ nonce มาก่อน · the house may answer the first time with the nonce that it wants
        claims = {"iss": CLIENT_ID, "sub": CLIENT_ID, "aud": f"{BASE}/oidc", "exp": int(time.time()) + 60}
        form = {"grant_type": "client_credentials", "scope": "exchange", "resource": f"{BASE}/x", "client_id": CLIENT_ID,
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion": jwt({"kid": b64url(sha256(compact(JWK)))}, claims)}
        status, headers, answer = ask(address, urllib.parse.urlencode(form).encode(), "POST", {"dpop": proof("POST", address, **more)})
        if status == 200:
            return json.loads(answer)["access_token"]
        if b"use_dpop_nonce" not in answer:
            break
        more = {"nonce": headers["dpop-nonce"]}
    sys.exit(answer.decode())


def verify(status, got, answer, sent_digest):
    """ไม่คืนค่าเมื่อคำตอบครบถ้วนและศูนย์แลกเปลี่ยนลงลายมือชื่อ · Returns when the answer is whole and signed by the house; ends the program otherwise."""
    if digest(answer) not in (got.get("content-digest") or ""):
        sys.exit("คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest")
    given = re.search(r"(?:^|, )gw=(\([^()]*\)[^,]*)", got.get("signature-input") or "")
    signatures = dict(re.findall(r"(\w+)=:([^:]+):", got.get("signature") or ""))
    if not given or "gw" not in signatures:
        sys.exit("คำตอบไม่มีลายมือชื่อ · the answer is not signed")
    own = {'"@status"': str(status), '"@method";req': METHOD, '"@target-uri";req': BASE + TARGET, '"content-digest";req': sent_digest, '"signature";key="rsp"': f':{signatures.get("rsp")}:'}
    names = re.findall(r'"[^"]+"(?:;\w+(?:="[^"]*")?)*', given[1][: given[1].index(")")])
    base = "\n".join([f"{name}: {own.get(name, got.get(name.strip(chr(34))))}" for name in names] + [f'"@signature-params": {given[1]}'])
    needed = {'"@status"', '"content-digest"', '"exchange-id"', '"@method";req', '"@target-uri";req'} | ({'"content-digest";req'} if sent_digest else set())
    keys = json.loads(ask(BASE + "/.well-known/saphan-exchange", None, "GET", {})[2])["gateway"]["keys"]
    kid = re.search(r'keyid="([^"]+)"', given[1])[1]
    raw = next((base64.urlsafe_b64decode(key["x"] + "=") for key in keys if key.get("kid") == kid), b"")
    code, _ = openssl("pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "base", "-sigfile", "signature", key=ED25519 + raw, base=base.encode(), signature=base64.b64decode(signatures["gw"]))
    if code != 0 or not needed <= set(names):
        sys.exit("ลายมือชื่อของศูนย์แลกเปลี่ยนไม่ถูกต้อง · the signature of the house is not true")


access = token()  # ใช้ได้ห้านาที โปรแกรมที่เรียกบ่อยควรเก็บไว้ใช้ซ้ำ · good for five minutes: a program that calls often keeps it
body = BODY.encode() if BODY else None
headers = {"authorization": f"DPoP {access}", "dpop": proof(METHOD, BASE + TARGET.split("?")[0], ath=b64url(sha256(access.encode()))),
           "exchange-client": SYSTEM, "exchange-agreement": AGREEMENT, "exchange-purpose": PURPOSE, "accept-encoding": "identity"}
if CASE:
    headers["exchange-case"] = CASE
if body is not None:
    headers.update({"content-type": "application/json", "content-digest": digest(body)})
status, got, answer = ask(BASE + TARGET, body, METHOD, headers)
verify(status, got, answer, headers.get("content-digest"))
print(answer.decode())
print(f"{status} exchange-id {got['exchange-id']} assurance {got['exchange-assurance']}", file=sys.stderr)
sys.exit(0 if status < 400 else 1)
