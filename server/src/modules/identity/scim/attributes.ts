export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** One attribute that is kept, as RFC 7643 §7 describes it. */
export interface Attribute {
  name: string;
  type: 'string' | 'boolean' | 'complex' | 'dateTime' | 'reference';
  th: string;
  en: string;
  multiValued?: boolean;
  required?: boolean;
  caseExact?: boolean;
  readOnly?: boolean;
  unique?: boolean;
  /** Not part of the schema of users: common to every resource (RFC 7643 §3.1). */
  common?: true;
  sub?: readonly Attribute[];
}

/** What is kept of a user: the one table from which schema, filters and paths are read. */
export const ATTRIBUTES: readonly Attribute[] = [
  { name: 'id', type: 'string', th: 'รหัสบัญชี', en: 'Id of the account.', caseExact: true, readOnly: true, common: true },
  { name: 'externalId', type: 'string', th: 'รหัสในไดเรกทอรีต้นทาง', en: 'Id in the directory.', caseExact: true, common: true },
  { name: 'meta', type: 'complex', th: 'ข้อมูลกำกับ', en: 'About the resource.', readOnly: true, common: true, sub: [
    { name: 'resourceType', type: 'string', th: 'ชนิด', en: 'Kind.', readOnly: true }, { name: 'created', type: 'dateTime', th: 'เวลาสร้าง', en: 'When made.', readOnly: true },
    { name: 'lastModified', type: 'dateTime', th: 'เวลาแก้ล่าสุด', en: 'When last changed.', readOnly: true },
  ] },
  { name: 'userName', type: 'string', th: 'ชื่อผู้ใช้ อักษรละติน', en: 'User name, Latin letters.', required: true, unique: true },
  { name: 'name', type: 'complex', th: 'ชื่อบุคคล', en: "The person's name.", sub: [
    { name: 'formatted', type: 'string', th: 'ชื่อเต็ม', en: 'Whole name; made of the other two.' }, { name: 'givenName', type: 'string', th: 'ชื่อต้น', en: 'Given name.' }, { name: 'familyName', type: 'string', th: 'นามสกุล', en: 'Family name.' },
  ] },
  { name: 'displayName', type: 'string', th: 'ชื่อที่แสดง', en: 'Name on pages.' },
  { name: 'active', type: 'boolean', th: 'ใช้ได้หรือไม่ false คือระงับทันที', en: 'False suspends at once.' },
  { name: 'emails', type: 'complex', th: 'อีเมลหนึ่งรายการ', en: 'One address.', multiValued: true, sub: [
    { name: 'value', type: 'string', th: 'อีเมล', en: 'Address.' }, { name: 'type', type: 'string', th: 'ชนิด เก็บเป็น work', en: 'Kind, kept as work.' }, { name: 'primary', type: 'boolean', th: 'รายการหลัก', en: 'The main one.' },
  ] },
  { name: 'roles', type: 'complex', th: 'บทบาทที่ให้ไว้ที่นี่', en: 'Roles given here.', multiValued: true, readOnly: true, sub: [
    { name: 'value', type: 'string', th: 'บทบาท', en: 'Role.', readOnly: true }, { name: 'type', type: 'string', th: 'หน่วยงาน', en: 'Agency.', readOnly: true },
  ] },
];

/** Attributes of RFC 7643 §4.1 and §4.3 that directories send and nothing here needs: taken without complaint, not kept. */
const NOT_KEPT = new Set(['nickname', 'profileurl', 'title', 'usertype', 'preferredlanguage', 'locale', 'timezone', 'phonenumbers', 'ims', 'photos', 'addresses', 'entitlements', 'x509certificates']);
const NOT_KEPT_SUB: Record<string, readonly string[]> = { name: ['middlename', 'honorificprefix', 'honorificsuffix'], emails: ['display', '$ref'] };
/** Of the schema, and never a directory's to write. */
const FIXED = new Set(['schemas', 'groups', 'password']);

export type Found = { attribute: Attribute; sub: Attribute | null } | 'not-kept' | 'read-only' | null;

/** An attribute by name, whatever the case (RFC 7643 §2.1); null when neither we nor the RFC know it. */
export function findAttribute(name: string, subName?: string): Found {
  const key = name.toLowerCase();
  if (NOT_KEPT.has(key)) return 'not-kept';
  if (FIXED.has(key)) return 'read-only';
  const attribute = ATTRIBUTES.find((each) => each.name.toLowerCase() === key);
  if (!attribute || subName === undefined) return attribute ? { attribute, sub: null } : null;
  const sub = attribute.sub?.find((each) => each.name.toLowerCase() === subName.toLowerCase());
  if (sub) return { attribute, sub };
  return NOT_KEPT_SUB[attribute.name]?.includes(subName.toLowerCase()) ? 'not-kept' : null;
}

/** A path without the URN of its schema; null for the enterprise extension, of which nothing is kept. */
export function withoutUrn(path: string): string | null {
  const low = path.toLowerCase();
  if (low.startsWith(ENTERPRISE.toLowerCase())) return null;
  return low.startsWith(`${USER.toLowerCase()}:`) ? path.slice(USER.length + 1) : path;
}
