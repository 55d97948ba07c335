import { X509Certificate } from 'node:crypto';
import { formatThaiDate } from '@saphan/contracts/dates';
import type { Database } from '#kernel/db.ts';
import { Problem } from '#kernel/problem.ts';
import type { IdentityPorts } from '../ports.ts';
import { codeOf, openClients } from './client.ts';
import { readerPasswordOf } from './directory/sign-in.ts';
import { selectUpstream } from './find-upstream.ts';
import { samlRequestUrl } from './saml/client.ts';
import type { LdapUpstream, OidcUpstream, SamlUpstream } from './settings.ts';

/** One thing that was tried, and how it went. */
export interface TriedStep { ok: boolean; th: string; en: string }

/**
 * Tries an outside system as it is set up, without signing anybody in: an OpenID provider's discovery, a directory's first page, what a
 * SAML identity provider signs with and whether its address answers. It may be tried before it is switched on.
 *
 * @throws `identity.upstream-unknown`.
 */
export async function testUpstream(db: Database, ports: IdentityPorts, id: string): Promise<TriedStep[]> {
  const upstream = await db.tx((tx) => selectUpstream(tx, id));
  if (upstream.kind === 'saml') return trySaml(ports, upstream);
  if (upstream.kind === 'ldap') return [await tryDirectory(ports, upstream)];
  return [await tryProvider(ports, upstream)];
}

async function tryProvider(ports: IdentityPorts, upstream: OidcUpstream): Promise<TriedStep> {
  if (upstream.sealed === null) return { ok: false, th: 'ยังไม่มีรหัสลับ', en: 'It has no secret yet.' };
  try {
    // Clients of its own: what is kept from the last ten minutes proves nothing about now.
    const metadata = (await openClients(ports)(upstream)).serverMetadata();
    const host = new URL(metadata.authorization_endpoint ?? upstream.settings.issuer).host;
    return { ok: true, th: `อ่านเอกสารของผู้ออกได้ หน้าลงชื่อเข้าใช้อยู่ที่ ${host}`, en: `Its discovery document was read; its sign-in page is at ${host}.` };
  } catch (error) {
    return failed('อ่านเอกสารของผู้ออกไม่ได้', 'Its discovery document could not be read', error instanceof Error ? error.cause : error);
  }
}

async function tryDirectory(ports: IdentityPorts, upstream: LdapUpstream): Promise<TriedStep> {
  if (!ports.directory || upstream.sealed === null) return { ok: false, th: 'ยังไม่มีรหัสผ่านของบัญชีที่ใช้ค้น', en: 'There is no password of the account that searches yet.' };
  try {
    let [found, open] = [0, 0];
    for await (const page of ports.directory.list(upstream.settings, readerPasswordOf(ports, upstream))) {
      found = page.length;
      open = page.filter(({ isOpen }) => isOpen).length;
      break;
    }
    return { ok: found > 0, th: `หน้าแรกของรายชื่อมี ${found} คน เข้าได้ ${open} คน`, en: `The first page has ${found} people, of whom ${open} may enter.` };
  } catch (error) {
    return failed('ค้นสมุดรายชื่อไม่ได้', 'The directory could not be searched', error);
  }
}

async function trySaml(ports: IdentityPorts, upstream: SamlUpstream): Promise<TriedStep[]> {
  return [...upstream.settings.certificates.map(certificateStep), await trySsoUrl(ports, upstream)];
}

/** Its dates stop nobody (see saml/client.ts), but tell when to ask for the next one. */
function certificateStep(pem: string): TriedStep {
  const { validTo, fingerprint256 } = new X509Certificate(pem);
  const until = new Date(validTo);
  const print = fingerprint256.slice(0, 23);
  const over = until.getTime() < Date.now();
  const day = (lang: 'th' | 'en') => formatThaiDate(until.toISOString(), { lang });
  return { ok: !over, th: `ใบรับรอง ${print}… ${over ? 'หมดอายุเมื่อ' : 'ใช้ได้ถึง'} ${day('th')}`, en: `The certificate ${print}… ${over ? 'ran out on' : 'is good until'} ${day('en')}.` };
}

async function trySsoUrl(ports: IdentityPorts, upstream: SamlUpstream): Promise<TriedStep> {
  try {
    const answer = await ports.fetch(await samlRequestUrl(upstream, ports.publicUrl, 'try', false));
    await answer.body?.cancel();
    if (answer.status < 500 && answer.status !== 404) return { ok: true, th: `ที่อยู่ลงชื่อเข้าใช้ตอบ (HTTP ${answer.status})`, en: `Its sign-in address answers (HTTP ${answer.status}).` };
    return { ok: false, th: `ที่อยู่ลงชื่อเข้าใช้ตอบ HTTP ${answer.status}`, en: `Its sign-in address answers HTTP ${answer.status}.` };
  } catch (error) {
    return failed('เครื่องแม่ข่ายติดต่อที่อยู่ลงชื่อเข้าใช้ไม่ได้ แต่เบราว์เซอร์ของเจ้าหน้าที่ในเครือข่ายอาจติดต่อได้', 'The server cannot reach its sign-in address; browsers inside its network may', error);
  }
}

/** A refusal of the house says why in its own words; of a library only the code is told, since its text may hold what the other side sent. */
function failed(th: string, en: string, error: unknown): TriedStep {
  const why = error instanceof Problem ? error.entry : { th: codeOf(error), en: codeOf(error) };
  return { ok: false, th: `${th}: ${why.th}`, en: `${en}: ${why.en}.` };
}
