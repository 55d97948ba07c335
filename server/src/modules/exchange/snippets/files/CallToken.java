// เรียกบริการข้อมูลด้วยโทเคน OAuth 2.0 ที่ผูกกับกุญแจของระบบ (private_key_jwt, DPoP): JDK 17 ไม่ใช้ไลบรารีอื่น — java CallToken.java
// Calls a data service with an OAuth 2.0 token that is bound to the system's key (private_key_jwt, DPoP): JDK 17, no other library — java CallToken.java
// ตัวคำขอไม่ได้ลงลายมือชื่อ ระดับความมั่นใจจึงเป็น 2 · The call itself is not signed, so its assurance is 2.
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.stream.Collectors;

public class CallToken {
  static final String BASE = {{BASE_URL}};
  static final String CLIENT_ID = {{CLIENT_ID}}; // ไคลเอนต์จากหน้าระบบ · client, from the page of the system
  static final String SYSTEM = {{SYSTEM}};
  static final String AGREEMENT = {{AGREEMENT}};
  static final String PURPOSE = {{PURPOSE}};
  static final String CASE = {{CASE}}; // เลขอ้างอิงของท่าน หรือว่าง · your reference, or empty
  static final String KEY_FILE = {{KEY_FILE}}; // กุญแจ Ed25519 แบบ PKCS#8 PEM · Ed25519 key, PKCS#8 PEM
  static final String METHOD = {{METHOD}};
  static final String TARGET = {{TARGET}};
  static final String BODY = {{BODY}}; // JSON หรือว่าง · JSON, or empty

  static final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
  static KeyPair pair;
  static String jwk;

  public static void main(String[] args) throws Exception {
    pair = readKey();
    byte[] spki = pair.getPublic().getEncoded();
    jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64url(Arrays.copyOfRange(spki, spki.length - 32, spki.length)) + "\"}";
    String token = token(); // ใช้ได้ห้านาที โปรแกรมที่เรียกบ่อยควรเก็บไว้ใช้ซ้ำ · good for five minutes: a program that calls often keeps it
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + TARGET)).timeout(Duration.ofSeconds(30))
      .method(METHOD, body.length > 0 ? HttpRequest.BodyPublishers.ofByteArray(body) : HttpRequest.BodyPublishers.noBody())
      .header("authorization", "DPoP " + token).header("dpop", proof(METHOD, BASE + TARGET.split("\\?")[0], ",\"ath\":\"" + base64url(sha256(token.getBytes(StandardCharsets.US_ASCII))) + '"'))
      .header("exchange-client", SYSTEM).header("exchange-agreement", AGREEMENT).header("exchange-purpose", PURPOSE);
    if (!CASE.isEmpty()) request.header("exchange-case", CASE);
    if (body.length > 0) request.header("content-type", "application/json").header("content-digest", digest(body));
    HttpResponse<byte[]> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    verify(reply, body.length > 0 ? digest(body) : null);
    System.out.println(new String(reply.body(), StandardCharsets.UTF_8));
    System.err.println(reply.statusCode() + " exchange-id " + header(reply, "exchange-id") + " assurance " + header(reply, "exchange-assurance"));
    System.exit(reply.statusCode() < 400 ? 0 : 1);
  }

  static String token() throws Exception {
    String address = BASE + "/oidc/token", nonce = "", said = "";
    for (int turn = 0; turn < 2; turn++) { // ครั้งแรกศูนย์อาจให้ nonce มาก่อน · the house may answer the first time with the nonce that it wants
      String claims = "\"iss\":\"" + CLIENT_ID + "\",\"sub\":\"" + CLIENT_ID + "\",\"aud\":\"" + BASE + "/oidc\",\"exp\":" + (now() + 60);
      String assertion = jwt("\"kid\":\"" + base64url(sha256(jwk.getBytes(StandardCharsets.US_ASCII))) + '"', claims);
      String form = new TreeMap<>(Map.of("grant_type", "client_credentials", "scope", "exchange", "resource", BASE + "/x", "client_id", CLIENT_ID,
        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", assertion))
        .entrySet().stream().map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
      HttpResponse<String> reply = http.send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).header("content-type", "application/x-www-form-urlencoded")
        .header("dpop", proof("POST", address, nonce)).POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
      Matcher given = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(reply.body());
      if (given.find()) return given.group(1);
      said = reply.body();
      if (!said.contains("use_dpop_nonce")) break;
      nonce = ",\"nonce\":\"" + header(reply, "dpop-nonce") + '"';
    }
    System.err.println(said);
    System.exit(1);
    return "";
  }

  /** ผู้ส่งถือกุญแจ · That whoever sends this holds the key (RFC 9449). */
  static String proof(String method, String address, String more) throws Exception {
    return jwt("\"typ\":\"dpop+jwt\",\"jwk\":" + jwk, "\"htm\":\"" + method + "\",\"htu\":\"" + address + '"' + more);
  }

  static String jwt(String header, String claims) throws Exception {
    byte[] jti = new byte[16];
    new SecureRandom().nextBytes(jti);
    String text = base64url(("{\"alg\":\"EdDSA\"," + header + '}').getBytes(StandardCharsets.UTF_8)) + '.'
      + base64url(("{\"iat\":" + now() + ",\"jti\":\"" + base64url(jti) + "\"," + claims + '}').getBytes(StandardCharsets.UTF_8));
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + '.' + base64url(signer.sign());
  }

  /** JDK ไม่มีคำสั่งหากุญแจสาธารณะ จึงสร้างคู่กุญแจซ้ำจากเมล็ดเดิม · The JDK does not say the public half of a key, so the pair is made again from its seed. */
  static KeyPair readKey() throws Exception {
    byte[] der = Base64.getDecoder().decode(Files.readString(Path.of(KEY_FILE)).replaceAll("-----[^-]+-----|\\s", ""));
    byte[] seed = Arrays.copyOfRange(der, der.length - 32, der.length);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() { @Override public void nextBytes(byte[] bytes) { System.arraycopy(seed, 0, bytes, 0, bytes.length); } });
    return generator.generateKeyPair();
  }

  /** คำตอบครบถ้วนและศูนย์แลกเปลี่ยนลงลายมือชื่อ · The answer is whole and signed by the house, or this throws. */
  static void verify(HttpResponse<byte[]> reply, String digestSent) throws Exception {
    if (!header(reply, "content-digest").contains(digest(reply.body()))) throw new SecurityException("คำตอบไม่ตรงกับค่าแฮช · the answer does not match its digest");
    Matcher given = Pattern.compile("(?:^|, )gw=(\\(([^()]*)\\)[^,]*)").matcher(header(reply, "signature-input"));
    Map<String, String> signatures = new HashMap<>();
    for (Matcher each = Pattern.compile("(\\w+)=:([^:]+):").matcher(header(reply, "signature")); each.find();) signatures.put(each.group(1), each.group(2));
    if (!given.find() || !signatures.containsKey("gw")) throw new SecurityException("คำตอบไม่มีลายมือชื่อ · the answer is not signed");
    Map<String, String> own = new HashMap<>(Map.of("\"@status\"", String.valueOf(reply.statusCode()), "\"@method\";req", METHOD, "\"@target-uri\";req", BASE + TARGET, "\"signature\";key=\"rsp\"", ":" + signatures.get("rsp") + ":"));
    Set<String> needed = new HashSet<>(List.of("\"@status\"", "\"content-digest\"", "\"exchange-id\"", "\"@method\";req", "\"@target-uri\";req"));
    if (digestSent != null) { own.put("\"content-digest\";req", digestSent); needed.add("\"content-digest\";req"); }
    StringBuilder base = new StringBuilder();
    Set<String> names = new LinkedHashSet<>();
    for (Matcher each = Pattern.compile("\"[^\"]+\"(?:;\\w+(?:=\"[^\"]*\")?)*").matcher(given.group(2)); each.find();) names.add(each.group());
    for (String name : names) base.append(name).append(": ").append(own.containsKey(name) ? own.get(name) : header(reply, name.replace("\"", ""))).append('\n');
    base.append("\"@signature-params\": ").append(given.group(1));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(houseKey(given.group(1).replaceAll(".*;keyid=\"([^\"]+)\".*", "$1")));
    check.update(base.toString().getBytes(StandardCharsets.UTF_8));
    if (!names.containsAll(needed) || !check.verify(Base64.getDecoder().decode(signatures.get("gw")))) throw new SecurityException("ลายมือชื่อของศูนย์แลกเปลี่ยนไม่ถูกต้อง · the signature of the house is not true");
  }

  static PublicKey houseKey(String kid) throws Exception {
    String keys = http.send(HttpRequest.newBuilder(URI.create(BASE + "/.well-known/saphan-exchange")).build(), HttpResponse.BodyHandlers.ofString()).body();
    for (Matcher each = Pattern.compile("\\{[^{}]*\\}").matcher(keys); each.find();) {
      if (!each.group().contains("\"" + kid + "\"")) continue;
      byte[] raw = Base64.getUrlDecoder().decode(each.group().replaceAll("(?s).*\"x\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw))));
    }
    throw new SecurityException("ไม่รู้จักกุญแจของศูนย์แลกเปลี่ยน · the key of the house is not known");
  }

  static long now() { return System.currentTimeMillis() / 1000; }
  static byte[] sha256(byte[] data) throws Exception { return MessageDigest.getInstance("SHA-256").digest(data); }
  static String digest(byte[] data) throws Exception { return "sha-256=:" + Base64.getEncoder().encodeToString(sha256(data)) + ":"; }
  static String base64url(byte[] data) { return Base64.getUrlEncoder().withoutPadding().encodeToString(data); }
  static String header(HttpResponse<?> reply, String name) { return reply.headers().firstValue(name).orElse(""); }
}
