// เรียกบริการข้อมูลพร้อมลงลายมือชื่อ และตรวจลายมือชื่อของคำตอบ: JDK 17 ไม่ใช้ไลบรารีอื่น — java Call.java
// Calls a data service, signed, and verifies the signature of the answer: JDK 17, no other library — java Call.java
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.*;
import java.security.spec.*;
import java.time.Duration;
import java.util.*;
import java.util.regex.*;

public class Call {
  static final String BASE = {{BASE_URL}};
  static final String SYSTEM = {{SYSTEM}};
  static final String AGREEMENT = {{AGREEMENT}};
  static final String PURPOSE = {{PURPOSE}};
  static final String CASE = {{CASE}}; // เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
  static final String KEY_FILE = {{KEY_FILE}}; // กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
  static final String KID = {{KID}}; // รหัสกุญแจจากหน้าระบบ · id of the key, from the page of systems
  static final String METHOD = {{METHOD}};
  static final String TARGET = {{TARGET}};
  static final String BODY = {{BODY}}; // JSON หรือว่าง · JSON, or empty
  static final String SUBJECT = {{SUBJECT}}; // เลขประจำตัวประชาชนของบุคคลที่ถามถึง หรือว่าง · citizen id of the person asked about, or empty

  static final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  public static void main(String[] args) throws Exception {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("exchange-client", SYSTEM);
    signed.put("exchange-agreement", AGREEMENT);
    signed.put("exchange-purpose", PURPOSE);
    if (!CASE.isEmpty()) signed.put("exchange-case", CASE);
    String nonce = nonce();
    if (!SUBJECT.isEmpty()) signed.put("exchange-subject", digest((nonce + ':' + SUBJECT).getBytes(StandardCharsets.UTF_8)));
    if (body.length > 0) signed.put("content-digest", digest(body));
    StringBuilder base = new StringBuilder("\"@method\": " + METHOD + "\n\"@target-uri\": " + BASE + TARGET + "\n");
    StringJoiner covered = new StringJoiner(" ", "(\"@method\" \"@target-uri\" ", ")");
    signed.forEach((name, value) -> { covered.add('"' + name + '"'); base.append('"' + name + "\": " + value + '\n'); });
    long now = System.currentTimeMillis() / 1000;
    String input = covered + ";created=" + now + ";expires=" + (now + 60) + ";nonce=\"" + nonce + "\";keyid=\"" + KID + "\";tag=\"saphan-x1\"";
    String signature = sign(base + "\"@signature-params\": " + input);

    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + TARGET)).timeout(Duration.ofSeconds(30))
      .method(METHOD, body.length > 0 ? HttpRequest.BodyPublishers.ofByteArray(body) : HttpRequest.BodyPublishers.noBody());
    signed.forEach(request::header);
    if (body.length > 0) request.header("content-type", "application/json");
    request.header("signature-input", "sig1=" + input).header("signature", "sig1=:" + signature + ":");
    HttpResponse<byte[]> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    verify(reply, signed.get("content-digest"), signature);
    System.out.println(new String(reply.body(), StandardCharsets.UTF_8));
    System.err.println(reply.statusCode() + " exchange-id " + header(reply, "exchange-id") + " assurance " + header(reply, "exchange-assurance"));
    System.exit(reply.statusCode() < 400 ? 0 : 1);
  }

  /** คำตอบครบถ้วนและศูนย์แลกเปลี่ยนลงลายมือชื่อ · The answer is whole and signed by the house, or this throws. */
  static void verify(HttpResponse<byte[]> reply, String digestSent, String signatureSent) throws Exception {
    if (!header(reply, "content-digest").contains(digest(reply.body()))) throw new SecurityException("คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest");
    Matcher given = Pattern.compile("(?:^|, )gw=(\\(([^()]*)\\)[^,]*)").matcher(header(reply, "signature-input"));
    Map<String, String> signatures = new HashMap<>();
    for (Matcher each = Pattern.compile("(\\w+)=:([^:]+):").matcher(header(reply, "signature")); each.find();) signatures.put(each.group(1), each.group(2));
    if (!given.find() || !signatures.containsKey("gw")) throw new SecurityException("คำตอบไม่มีลายมือชื่อ · the answer is not signed");
    Map<String, String> own = new HashMap<>(Map.of("\"@status\"", String.valueOf(reply.statusCode()), "\"@method\";req", METHOD, "\"@target-uri\";req", BASE + TARGET,
      "\"signature\";req;key=\"sig1\"", ":" + signatureSent + ":", "\"signature\";key=\"rsp\"", ":" + signatures.get("rsp") + ":"));
    own.put("\"content-digest\";req", digestSent);
    StringBuilder base = new StringBuilder();
    Set<String> names = new LinkedHashSet<>();
    for (Matcher each = Pattern.compile("\"[^\"]+\"(?:;\\w+(?:=\"[^\"]*\")?)*").matcher(given.group(2)); each.find();) names.add(each.group());
    for (String name : names) base.append(name).append(": ").append(own.containsKey(name) ? own.get(name) : header(reply, name.replace("\"", ""))).append('\n');
    base.append("\"@signature-params\": ").append(given.group(1));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(houseKey(given.group(1).replaceAll(".*;keyid=\"([^\"]+)\".*", "$1")));
    check.update(base.toString().getBytes(StandardCharsets.UTF_8));
    boolean isWhole = names.containsAll(List.of("\"@status\"", "\"content-digest\"", "\"exchange-id\"", "\"@method\";req", "\"@target-uri\";req", "\"signature\";req;key=\"sig1\""));
    if (!isWhole || !check.verify(Base64.getDecoder().decode(signatures.get("gw")))) throw new SecurityException("ลายมือชื่อของศูนย์แลกเปลี่ยนไม่ถูกต้อง · the signature of the house is not true");
  }

  static PublicKey houseKey(String kid) throws Exception {
    String keys = http.send(HttpRequest.newBuilder(URI.create(BASE + "/.well-known/saphan-exchange")).build(), HttpResponse.BodyHandlers.ofString()).body();
    for (Matcher each = Pattern.compile("\\{[^{}]*\\}").matcher(keys); each.find();) {
      if (!each.group().contains("\"" + kid + "\"")) continue;
      byte[] raw = Base64.getUrlDecoder().decode(each.group().replaceAll("(?s).*\"x\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
      byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }
    throw new SecurityException("ไม่รู้จักกุญแจของศูนย์แลกเปลี่ยน · the key of the house is not known");
  }

  static String sign(String base) throws Exception {
    String pem = Files.readString(Path.of(KEY_FILE)).replaceAll("-----[^-]+-----|\\s", "");
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
    signer.update(base.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  static String digest(byte[] data) throws Exception { return "sha-256=:" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(data)) + ":"; }

  static String nonce() {
    byte[] drawn = new byte[16];
    new SecureRandom().nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  static String header(HttpResponse<?> reply, String name) { return reply.headers().firstValue(name).orElse(""); }
}
