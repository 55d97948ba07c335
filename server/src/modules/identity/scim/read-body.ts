import { foldUserName } from '../user-name.ts';
import { ENTERPRISE, findAttribute, USER } from './attributes.ts';
import { problem } from './errors.ts';

/** What a directory wants of a user; null is nothing. */
export interface WantedUser { userName: string; externalId: string | null; givenName: string; familyName: string; displayName: string; email: string | null; active: boolean }

const LONGEST = 200;
const LONGEST_ADDRESS = 254;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

type Members = Map<string, unknown>;

/**
 * Reads the body of a POST or PUT, or what a PATCH made of a user. Read-only attributes are passed over (RFC 7644 §3.3), those of the
 * RFC that are not kept too; any other name is refused.
 *
 * @param active what counts when the body says nothing of it.
 * @throws `identity.scim-syntax-refused`, `scim-path-refused`, `scim-value-refused`, `scim-read-only` for a password.
 */
export function readUser(body: unknown, active: boolean): WantedUser {
  const members = membersOf(body);
  const name = readName(members.get('name'));
  const displayName = text(members.get('displayname'), 'displayName');
  const userName = text(members.get('username'), 'userName');
  if (userName === null) throw refused('ต้องมี userName', 'userName is required');
  const folded = foldUserName(userName);
  if (folded === null) throw refused('userName ใช้ตัวอักษรละติน a–z ตัวเลข จุด ขีด หรืออีเมล', 'userName takes Latin letters, digits, dots and hyphens, or an address');
  const [givenName, familyName] = nameParts(name, displayName ?? folded);
  return {
    userName: folded, externalId: text(members.get('externalid'), 'externalId'), givenName, familyName, displayName: displayName ?? `${givenName} ${familyName}`.trim(),
    email: readEmail(members.get('emails')), active: members.has('active') ? readBoolean(members.get('active')) : active,
  };
}

function membersOf(body: unknown): Members {
  if (!isObject(body)) throw problem('scim-syntax-refused', { detailTh: 'เนื้อคำขอต้องเป็นออบเจกต์ JSON', detailEn: 'the body must be a JSON object' });
  const members: Members = new Map();
  for (const [name, value] of Object.entries(body)) {
    if (name.toLowerCase() === 'password') throw problem('scim-read-only', { detailTh: 'ไม่รับรหัสผ่านจากไดเรกทอรี', detailEn: 'passwords are not taken from a directory' });
    if (name.toLowerCase() !== ENTERPRISE.toLowerCase() && findAttribute(name) === null) throw problem('scim-path-refused', { detailTh: `ไม่รู้จัก ${name.slice(0, 80)}`, detailEn: `unknown attribute ${name.slice(0, 80)}` });
    members.set(name.toLowerCase(), value);
  }
  const schemas = members.get('schemas');
  if (!Array.isArray(schemas) || !schemas.includes(USER)) throw problem('scim-syntax-refused', { detailTh: `schemas ต้องมี ${USER}`, detailEn: `schemas must contain ${USER}` });
  return members;
}

interface Name { given: string | null; family: string | null; formatted: string | null }

function readName(value: unknown): Name {
  if (value === undefined || value === null) return { given: null, family: null, formatted: null };
  const parts = lowered(value, 'name');
  return { given: text(parts.get('givenname'), 'name.givenName'), family: text(parts.get('familyname'), 'name.familyName'), formatted: text(parts.get('formatted'), 'name.formatted') };
}

/** Given and family name; of a name that comes in one piece the first word is the given one. */
function nameParts({ given, family, formatted }: Name, otherwise: string): [string, string] {
  if (given !== null || family !== null) return [given ?? family ?? '', given === null ? '' : family ?? ''];
  const [first = otherwise, ...rest] = (formatted ?? otherwise).split(/\s+/);
  return [first, rest.join(' ')];
}

/** The main one of the addresses; one is kept. */
function readEmail(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw refused('emails ต้องเป็นรายการ', 'emails must be a list');
  const all = value.map((each) => lowered(each, 'emails'));
  const chosen = all.find((each) => each.get('primary') === true) ?? all[0];
  const address = chosen ? text(chosen.get('value'), 'emails.value') : null;
  if (address !== null && (address.length > LONGEST_ADDRESS || !ADDRESS.test(address))) throw refused('อีเมลไม่ตรงรูปแบบ', 'emails.value is not an address');
  return address;
}

/** Some directories send booleans as texts (`"False"`). */
function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw refused('active ต้องเป็น true หรือ false', 'active must be true or false');
}

function text(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > LONGEST_ADDRESS || (value.length > LONGEST && !value.includes('@'))) throw refused(`${name} ต้องเป็นข้อความไม่เกิน ${LONGEST} ตัวอักษร`, `${name} must be a text of at most ${LONGEST} characters`);
  // Control characters reach no page and no log.
  const clean = value.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return clean === '' ? null : clean;
}

function lowered(value: unknown, name: string): Members {
  if (!isObject(value)) throw refused(`${name} ต้องเป็นออบเจกต์`, `${name} must be an object`);
  return new Map(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function refused(detailTh: string, detailEn: string) {
  return problem('scim-value-refused', { detailTh, detailEn });
}
