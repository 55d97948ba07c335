import type { SelfTestCase } from './cases.ts';
import type { Heard, SignInRequest } from './provider-that-lies.ts';
import type { Met } from './visitor.ts';

/** What happened in one case. */
export interface Played {
  /** null when the service did not send the browser to the provider; `begun` then says what it did. */
  request: SignInRequest | null;
  begun: Met;
  back: Met | null;
  /** Answer of the page that only signed-in people see. */
  check: Met | null;
  heard: readonly Heard[];
  state: string | null;
  /** Status with which the service answered the logout token. */
  told?: number;
}
export interface Verdict { ok: boolean | null; th: string; en: string }

const verdict = (ok: boolean | null, th: string, en: string): Verdict => ({ ok, th, en });
export const isIn = (met: Met | null): boolean => met !== null && met.status >= 200 && met.status < 300;

/** Judges one case. A refusal proves something only from a service that lets an honest sign-in in, and only after it got as far as the lie. */
export function judgeCase(each: SelfTestCase, played: Played, honestWorks: boolean): Verdict {
  const seen = describe(played);
  if (!played.request) return verdict(false, `ที่อยู่เริ่มลงชื่อไม่ได้พาไปยังผู้ให้บริการทดสอบ: ${seen.th}`, `The sign-in address did not lead to the test provider: ${seen.en}`);
  if (each.expects === 'signed-in') return verdict(isIn(played.check), seen.th, seen.en);
  if (!honestWorks) return verdict(false, 'การลงชื่อที่ถูกต้องยังไม่สำเร็จ จึงยังพิสูจน์อะไรไม่ได้', 'No honest sign-in works yet, so this proves nothing.');
  if (each.expects === 'signed-out') return verdict(isTold(played.told) && !isIn(played.check), seen.th, seen.en);
  if (each.expects === 'kept') return verdict(!isTold(played.told) && isIn(played.check), seen.th, seen.en);
  if (each.inToken && !played.heard.some(({ at }) => at === 'token')) return verdict(false, `บริการไม่ได้ขอโทเคน จึงไม่เห็นคำลวง: ${seen.th}`, `The service asked for no token and never saw the lie: ${seen.en}`);
  if (each.lie.userinfoSub && isIn(played.check) && !played.heard.some(({ at }) => at === 'userinfo')) return verdict(null, 'บริการไม่ได้อ่านข้อมูลผู้ใช้จากที่นี่', 'The service reads no userinfo.');
  const broke = each.name === 'turned-back' && (played.back?.status ?? 500) >= 500;
  return verdict(!isIn(played.check) && !broke, seen.th, seen.en);
}

/** What the first two sign-ins show of the service's requests. */
export function judgeObservations(first: Played | undefined, second: Played | undefined): Record<string, Verdict> {
  const token = first?.heard.find(({ at }) => at === 'token');
  const said = (ok: boolean | undefined, th: string, en: string) => ok === undefined ? verdict(false, 'บริการไม่ได้ขอโทเคน', 'The service asked for no token.') : verdict(ok, th, en);
  const isNew = (one: string | null | undefined, other: string | null | undefined) => Boolean(one) && one !== other && (one as string).length >= 8;
  const twice = (ok: boolean) => verdict(ok, ok ? 'ต่างกันในสองครั้ง' : 'ไม่มี สั้นเกินไป หรือซ้ำกัน', ok ? 'Different in two sign-ins.' : 'Missing, too short or the same twice.');
  return {
    'client-authentication': said(token?.client, token?.client ? 'ยืนยันตัวถูกต้อง' : 'วิธีหรือรหัสลับไม่ตรงกับที่จดไว้', token?.client ? 'Proved.' : 'Not in the registered way, or with another secret.'),
    'redirect-address': said(token?.redirect, token?.redirect ? 'ตรงกับที่จดไว้' : 'ที่อยู่ในคำขอโทเคนไม่ตรงกับตอนเริ่ม', token?.redirect ? 'As registered.' : 'The token request names another address than the sign-in.'),
    pkce: said(token?.pkce, token?.pkce ? 'S256 ถูกต้อง' : 'ไม่มี code_challenge แบบ S256 หรือตัวยืนยันไม่ตรง', token?.pkce ? 'S256, verified.' : 'No S256 code_challenge, or another verifier.'),
    state: twice(isNew(first?.state, second?.state)),
    nonce: twice(isNew(first?.request?.nonce, second?.request?.nonce)),
  };
}

const isTold = (status: number | undefined): boolean => status === 200 || status === 204;

function describe({ begun, back, check, heard, told }: Played): { th: string; en: string } {
  const count = (at: Heard['at']) => heard.filter((each) => each.at === at).length;
  const path = (met: Met) => met.location ? ` → ${met.location.pathname}` : '';
  const unreached = [begun, back, check].find((met) => met?.failure)?.failure;
  if (unreached) return { th: `ติดต่อบริการไม่ได้ (${unreached})`, en: `the service could not be reached (${unreached})` };
  if (!back) return { th: `ตอบ ${begun.status}${path(begun)}`, en: `answered ${begun.status}${path(begun)}` };
  const logout = told === undefined ? { th: '', en: '' } : { th: `คำสั่งออกจากระบบได้คำตอบ ${told} · `, en: `the logout was answered ${told} · ` };
  return {
    th: `${logout.th}หน้ากลับตอบ ${back.status}${path(back)} · หน้าเฉพาะผู้ลงชื่อตอบ ${check?.status ?? 0} · ขอโทเคน ${count('token')} ครั้ง · ขอข้อมูลผู้ใช้ ${count('userinfo')} ครั้ง`,
    en: `${logout.en}return page answered ${back.status}${path(back)} · page for signed-in people ${check?.status ?? 0} · tokens asked ${count('token')}× · userinfo ${count('userinfo')}×`,
  };
}
