import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { Problem } from '#kernel/problem.ts';
import { registryProblem } from '../errors.ts';

const HEADER = /^header:(?!exchange-|authorization$|cookie$|host$|signature|content-)[a-z0-9-]{1,60}$/i;
const JSON_PLACE = /^json:(?:\/(?:[^/~]|~[01]){1,60}){1,10}$/;
/** In place of an address: the system's own edge asks for the calls (room `edge`). */
const EDGE_UPSTREAM = 'edge:';
const selectorsAt = '/subjectSelectors';

/** Where the citizen id may stand in a request: a header or a place in the body. @throws `registry.selector-refused`. */
export function assertSelectors(selectors: readonly string[]): void {
  for (const [at, each] of selectors.entries()) {
    if (!HEADER.test(each) && !JSON_PLACE.test(each)) throw registryProblem('selector-refused', { errors: [{ pointer: `${selectorsAt}/${at}`, th: `“${each.slice(0, 60)}” ใช้ไม่ได้`, en: `“${each.slice(0, 60)}” is not taken` }] });
  }
}

/** A live service is no more open than the dataset it answers from. @throws `registry.below-dataset`. */
export function assertNotBelow(draft: { kind: string; classification: number; isPersonal: boolean }, dataset: { level: number; personal: boolean } | null): void {
  if (!dataset) return;
  if (draft.classification < dataset.level) throw registryProblem('below-dataset', { errors: [{ pointer: '/classification', th: `ชุดข้อมูลอยู่ชั้น ${dataset.level}`, en: `The dataset is of class ${dataset.level}` }] });
  if (draft.kind === 'live' && dataset.personal && !draft.isPersonal) throw registryProblem('below-dataset', { errors: [{ pointer: '/isPersonal', th: 'ชุดข้อมูลมีข้อมูลส่วนบุคคล', en: 'The dataset holds personal data' }] });
}

/**
 * The address of an upstream: http or https, plain, of a host that may be reached, or `edge:`. Whoever calls later checks the address again.
 * @returns it without a slash at the end. @throws `registry.upstream-refused`.
 */
export async function checkUpstream(text: string, { rules, publicUrl }: { rules: HostRules; publicUrl: string }, pointer = '/upstreamUrl'): Promise<string> {
  if (text.trim() === EDGE_UPSTREAM) return EDGE_UPSTREAM;
  const refuse = (th: string, en: string) => registryProblem('upstream-refused', { errors: [{ pointer, th, en }] });
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('ต้องขึ้นต้นด้วย https:// หรือ http://', 'It must begin with https:// or http://');
  if (url.username || url.password) throw refuse('ใส่รหัสผ่านในที่อยู่ไม่ได้ ใช้ช่องการเข้าใช้ต้นทาง', 'No password in the address; use the credentials of the upstream');
  if (url.search || url.hash || text.includes('\\')) throw refuse('ที่อยู่ต้องไม่มี ? # หรือ \\', 'The address has no ? # or \\');
  if (url.origin === new URL(publicUrl).origin) throw refuse('ชี้กลับมาที่ระบบนี้เอง', 'It leads back to this house');
  try {
    await checkHost(url.hostname, rules);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw refuse(`${url.hostname}: ${error.entry.th}`, `${url.hostname}: ${error.entry.en}`);
  }
  return url.href.replace(/\/$/, '');
}
