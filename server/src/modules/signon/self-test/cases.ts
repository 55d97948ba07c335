/** What the provider that lies says instead of the truth. Everything left out is honest. */
export interface Lie {
  /** Claims of the ID token, or of the logout token, laid over the honest ones; `undefined` leaves one out. */
  claims?: (honest: Record<string, unknown>) => Record<string, unknown>;
  /** Whose signature it bears. `next` is published only when this case begins. */
  signedBy?: 'honest' | 'stranger' | 'unpublished' | 'next' | 'nobody' | 'public-key-as-secret';
  userinfoSub?: string;
  /** Parameters with which the browser comes back. */
  callback?: (honest: URLSearchParams) => URLSearchParams;
  /** The callback is opened by a browser that began no sign-in. */
  otherBrowser?: true;
}

export interface SelfTestCase {
  name: string;
  th: string;
  en: string;
  /** What a careful service does: let the person in, stay closed, end the session, or keep it. */
  expects: 'signed-in' | 'refused' | 'signed-out' | 'kept';
  lie: Lie;
  /** Whether the lie lies in the token, so that a refusal counts only after the service asked for it. */
  inToken?: true;
}

const ELSEWHERE = 'https://another-provider.example';
const hours = (claims: Record<string, unknown>, by: number) => ({ ...claims, iat: Number(claims['iat']) - by * 3600, exp: Number(claims['exp']) - by * 3600 });
const token = (name: string, th: string, en: string, lie: Lie): SelfTestCase => ({ name, th, en, lie, expects: 'refused', inToken: true });
const back = (name: string, th: string, en: string, lie: Lie): SelfTestCase => ({ name, th, en, lie, expects: 'refused' });
const withParams = (over: Record<string, string | null>) => (honest: URLSearchParams) => {
  const params = new URLSearchParams(honest);
  for (const [name, value] of Object.entries(over)) if (value === null) params.delete(name); else params.set(name, value);
  return params;
};

/** Read off the first honest sign-in, without a lie of their own. */
export const observations = [
  { name: 'client-authentication', th: 'ขอโทเคนด้วยวิธียืนยันตัวที่จดไว้และรหัสลับถูกต้อง', en: 'Asks for tokens with the registered authentication and the right secret' },
  { name: 'redirect-address', th: 'ใช้ที่อยู่กลับตรงกับที่จดไว้ทุกตัวอักษร', en: 'Uses a return address exactly as registered' },
  { name: 'pkce', th: 'ใช้ PKCE แบบ S256 และตัวยืนยันถูกต้อง', en: 'Uses PKCE S256 with the right verifier' },
  { name: 'state', th: 'ส่ง state ที่ไม่ซ้ำทุกครั้ง', en: 'Sends a state that is new each time' },
  { name: 'nonce', th: 'ส่ง nonce ที่ไม่ซ้ำทุกครั้ง', en: 'Sends a nonce that is new each time' },
] as const;

/**
 * Ways of a sign-in, after the intents of OpenID's `oidcc-client-*` plans, OpenID Connect Core §3.1.3.7 (ID token), §5.3.2 (userinfo),
 * RFC 6749 §10.12 (state) and RFC 9207 (mix-up).
 */
export const signInCases: readonly SelfTestCase[] = [
  { name: 'sign-in', th: 'ลงชื่อเข้าใช้ที่ถูกต้องต้องสำเร็จ', en: 'An honest sign-in succeeds', expects: 'signed-in', lie: {} },
  token('wrong-issuer', 'ปฏิเสธโทเคนที่ผู้ออกเป็นรายอื่น', 'Refuses an ID token of another issuer', { claims: () => ({ iss: ELSEWHERE }) }),
  token('wrong-audience', 'ปฏิเสธโทเคนที่ออกให้บริการอื่น', 'Refuses an ID token meant for another service', { claims: () => ({ aud: 'another-service' }) }),
  token('wrong-nonce', 'ปฏิเสธโทเคนที่ nonce ไม่ตรง', 'Refuses an ID token with another nonce', { claims: () => ({ nonce: 'not-the-one-you-sent' }) }),
  token('missing-nonce', 'ปฏิเสธโทเคนที่ไม่มี nonce', 'Refuses an ID token without the nonce', { claims: () => ({ nonce: undefined }) }),
  token('expired', 'ปฏิเสธโทเคนที่หมดอายุ', 'Refuses an expired ID token', { claims: (honest) => hours(honest, 2) }),
  token('missing-subject', 'ปฏิเสธโทเคนที่ไม่บอกว่าเป็นใคร', 'Refuses an ID token that names nobody', { claims: () => ({ sub: undefined }) }),
  token('unsigned', 'ปฏิเสธโทเคนที่ไม่มีลายเซ็น (alg none)', 'Refuses an unsigned ID token (alg none)', { signedBy: 'nobody' }),
  token('other-signature', 'ปฏิเสธโทเคนที่ลงนามด้วยกุญแจอื่น', 'Refuses an ID token signed with another key', { signedBy: 'stranger' }),
  token('unknown-key', 'ปฏิเสธโทเคนที่อ้างกุญแจที่ไม่เคยประกาศ', 'Refuses an ID token of a key that was never published', { signedBy: 'unpublished' }),
  token('public-key-as-secret', 'ปฏิเสธโทเคนที่ใช้กุญแจสาธารณะเป็นรหัสลับ (HS256)', 'Refuses an ID token whose secret is the public key (HS256)', { signedBy: 'public-key-as-secret' }),
  token('other-userinfo', 'ไม่เชื่อข้อมูลผู้ใช้ของคนอื่น', 'Trusts no userinfo about another person', { userinfoSub: 'somebody-else' }),
  back('missing-state', 'ปฏิเสธการกลับมาที่ไม่มี state', 'Refuses a return without the state', { callback: withParams({ state: null }) }),
  back('other-state', 'ปฏิเสธการกลับมาที่ state ไม่ตรง', 'Refuses a return with another state', { callback: withParams({ state: 'not-the-one-you-sent' }) }),
  back('other-browser', 'ปฏิเสธการกลับมาในเบราว์เซอร์ที่ไม่ได้เริ่ม', 'Refuses a return in a browser that began no sign-in', { otherBrowser: true }),
  back('mixed-up-issuer', 'ปฏิเสธการกลับมาจากผู้ออกรายอื่น (iss)', 'Refuses a return that names another issuer (iss)', { callback: withParams({ iss: ELSEWHERE }) }),
  back('turned-back', 'ผู้ใช้เปลี่ยนใจ: ไม่มีใครถูกลงชื่อและหน้าไม่พัง', 'The person turns back: nobody is signed in and no page breaks', { callback: withParams({ code: null, error: 'access_denied' }) }),
  { name: 'new-key', th: 'รับโทเคนของกุญแจใหม่ที่เพิ่งประกาศ', en: 'Accepts an ID token of a key that was just published', expects: 'signed-in', lie: { signedBy: 'next' }, inToken: true },
];

const logout = (name: string, th: string, en: string, lie: Lie): SelfTestCase => ({ name, th, en, lie, expects: 'kept' });

/** Logout tokens that the service must not believe, and the one that it must (OpenID Connect Back-Channel Logout 1.0 §2.6). */
export const logoutCases: readonly SelfTestCase[] = [
  logout('logout-wrong-issuer', 'ไม่เชื่อคำสั่งออกจากระบบของผู้ออกรายอื่น', 'Believes no logout of another issuer', { claims: () => ({ iss: ELSEWHERE }) }),
  logout('logout-wrong-audience', 'ไม่เชื่อคำสั่งออกจากระบบของบริการอื่น', 'Believes no logout meant for another service', { claims: () => ({ aud: 'another-service' }) }),
  logout('logout-without-event', 'ไม่เชื่อคำสั่งออกจากระบบที่ไม่บอกเหตุการณ์', 'Believes no logout without its event', { claims: () => ({ events: {} }) }),
  logout('logout-with-nonce', 'ไม่รับโทเคนลงชื่อเข้าใช้แทนคำสั่งออกจากระบบ', 'Takes no token with a nonce for a logout', { claims: () => ({ nonce: 'of-a-sign-in' }) }),
  logout('logout-expired', 'ไม่เชื่อคำสั่งออกจากระบบที่หมดอายุ', 'Believes no expired logout', { claims: (honest) => hours(honest, 2) }),
  logout('logout-unsigned', 'ไม่เชื่อคำสั่งออกจากระบบที่ไม่มีลายเซ็น', 'Believes no unsigned logout', { signedBy: 'nobody' }),
  logout('logout-other-signature', 'ไม่เชื่อคำสั่งออกจากระบบที่ลงนามด้วยกุญแจอื่น', 'Believes no logout signed with another key', { signedBy: 'stranger' }),
  { name: 'logout', th: 'คำสั่งออกจากระบบที่ถูกต้องต้องสิ้นสุดการใช้งาน', en: 'An honest logout ends the session', expects: 'signed-out', lie: {} },
];

/** Everything a run shows, in order. */
export const allCases: readonly { name: string; th: string; en: string }[] = [signInCases[0] as SelfTestCase, ...observations, ...signInCases.slice(1), ...logoutCases];
/** The lie that belongs into the tokens of a step; sign-ins before a logout are honest. */
export const tokenLieOf = (name: string): Lie => signInCases.find((each) => each.name === name)?.lie ?? {};
