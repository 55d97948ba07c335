"""เรียกบริการข้อมูลพร้อมลงลายมือชื่อ และตรวจลายมือชื่อของคำตอบ: Python 3.9 และ OpenSSL 3 ไม่ใช้ไลบรารีอื่น
Calls a data service, signed, and verifies the signature of the answer: Python 3.9 and OpenSSL 3, no other library."""
import base64, hashlib, json, os, re, subprocess, sys, tempfile, time, urllib.error, urllib.request

BASE = {{BASE_URL}}
SYSTEM = {{SYSTEM}}
AGREEMENT = {{AGREEMENT}}
PURPOSE = {{PURPOSE}}
CASE = {{CASE}}  # เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
KEY_FILE = {{KEY_FILE}}  # กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
METHOD = {{METHOD}}
TARGET = {{TARGET}}
BODY = {{BODY}}  # JSON หรือว่าง · JSON, or empty
SUBJECT = {{SUBJECT}}  # เลขประจำตัวประชาชนของบุคคลที่ถามถึง หรือว่าง · citizen id of the person asked about, or empty

ED25519 = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo ก่อน 32 ไบต์ของกุญแจ · before the 32 bytes of the key
b64 = lambda data: base64.b64encode(data).decode()
b64url = lambda data: base64.urlsafe_b64encode(data).decode().rstrip("=")
digest = lambda data: f"sha-256=:{b64(hashlib.sha256(data).digest())}:"


def openssl(*args, **files):
    """รัน openssl โดยวางไฟล์ในโฟลเดอร์ชั่วคราว · Runs openssl beside some files. @returns exit code and output"""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        done = subprocess.run(["openssl", *args], cwd=folder, capture_output=True)
        return done.returncode, done.stdout


def thumbprint(raw):
    return b64url(hashlib.sha256(json.dumps({"crv": "Ed25519", "kty": "OKP", "x": b64url(raw)}, separators=(",", ":")).encode()).digest())


def call():
    key = os.path.abspath(KEY_FILE)
    body = BODY.encode() if BODY else None
    headers = {"exchange-client": SYSTEM, "exchange-agreement": AGREEMENT, "exchange-purpose": PURPOSE}
    if CASE:
        headers["exchange-case"] = CASE
    nonce = b64url(os.urandom(16))
    if SUBJECT:
        headers["exchange-subject"] = digest(f"{nonce}:{SUBJECT}".encode())
    if body is not None:
        headers["content-digest"] = digest(body)
    lines = [('"@method"', METHOD), ('"@target-uri"', BASE + TARGET)] + [(f'"{name}"', value) for name, value in headers.items()]
    now = int(time.time())
    kid = thumbprint(openssl("pkey", "-in", key, "-pubout", "-outform", "DER")[1][-32:])
    given = f'({" ".join(name for name, _ in lines)});created={now};expires={now + 60};nonce="{nonce}";keyid="{kid}";tag="saphan-x1"'
    base = "\n".join(f"{name}: {value}" for name, value in [*lines, ('"@signature-params"', given)])
    signature = b64(openssl("pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", "base", base=base.encode())[1])
    headers.update({"signature-input": f"sig1={given}", "signature": f"sig1=:{signature}:", "accept-encoding": "identity"})
    if body is not None:
        headers["content-type"] = "application/json"
    request = urllib.request.Request(BASE + TARGET, data=body, method=METHOD, headers=headers)
    try:
        reply = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refused:
        reply = refused
    answer = reply.read()
    verify(reply.status, reply.headers, answer, headers)
    return reply.status, reply.headers, answer


def verify(status, got, answer, sent):
    """ไม่คืนค่าเมื่อคำตอบครบถ้วนและศูนย์แลกเปลี่ยนลงลายมือชื่อ · Returns when the answer is whole and signed by the house; ends the program otherwise."""
    if digest(answer) not in (got.get("content-digest") or ""):
        sys.exit("คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest")
    given = re.search(r"(?:^|, )gw=(\([^()]*\)[^,]*)", got.get("signature-input") or "")
    signatures = dict(re.findall(r"(\w+)=:([^:]+):", got.get("signature") or ""))
    if not given or "gw" not in signatures:
        sys.exit("คำตอบไม่มีลายมือชื่อ · the answer is not signed")
    own = {'"@status"': str(status), '"@method";req': METHOD, '"@target-uri";req': BASE + TARGET, '"content-digest";req': sent.get("content-digest"),
           '"signature";req;key="sig1"': sent["signature"][5:], '"signature";key="rsp"': f':{signatures.get("rsp")}:'}
    names = re.findall(r'"[^"]+"(?:;\w+(?:="[^"]*")?)*', given[1][: given[1].index(")")])
    base = "\n".join([f"{name}: {own.get(name, got.get(name.strip(chr(34))))}" for name in names] + [f'"@signature-params": {given[1]}'])
    needed = {'"@status"', '"content-digest"', '"exchange-id"', '"@method";req', '"@target-uri";req', '"signature";req;key="sig1"'}
    keys = json.load(urllib.request.urlopen(BASE + "/.well-known/saphan-exchange", timeout=30))["gateway"]["keys"]
    kid = re.search(r'keyid="([^"]+)"', given[1])[1]
    raw = next((base64.urlsafe_b64decode(key["x"] + "=") for key in keys if key.get("kid") == kid), b"")
    code, _ = openssl("pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "base", "-sigfile", "signature", key=ED25519 + raw, base=base.encode(), signature=base64.b64decode(signatures["gw"]))
    if code != 0 or not needed <= set(names):
        sys.exit("ลายมือชื่อของศูนย์แลกเปลี่ยนไม่ถูกต้อง · the signature of the house is not true")


status, headers, answer = call()
print(answer.decode())
print(f"{status} exchange-id {headers['exchange-id']} assurance {headers['exchange-assurance']}", file=sys.stderr)
sys.exit(0 if status < 400 else 1)
