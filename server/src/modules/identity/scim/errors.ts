import { defineProblems, type Problem } from '#kernel/problem.ts';
import type { RefusalForm } from '#kernel/route.ts';

const read = { nextTh: 'แก้คำขอของระบบไดเรกทอรีตาม RFC 7644 แล้วส่งใหม่', nextEn: 'Mend the request of the directory by RFC 7644 and send it again.' };

/** Refusals to a directory. */
export const problem = defineProblems('identity', {
  'scim-filter-refused': { status: 400, th: 'ตัวกรอง SCIM ใช้ไม่ได้', en: 'The SCIM filter cannot be used', ...read },
  'scim-value-refused': { status: 400, th: 'ค่าของแอตทริบิวต์ใช้ไม่ได้', en: 'The value of an attribute cannot be used', ...read },
  'scim-path-refused': { status: 400, th: 'ไม่มีแอตทริบิวต์ตามพาทนี้', en: 'There is no attribute at this path', ...read },
  'scim-syntax-refused': { status: 400, th: 'ข้อความ SCIM ไม่ตรงรูปแบบ', en: 'The SCIM message does not have its form', ...read },
  'scim-read-only': { status: 400, th: 'แอตทริบิวต์นี้แก้จากไดเรกทอรีไม่ได้', en: 'A directory cannot change this attribute', nextTh: 'ตัดแอตทริบิวต์นี้ออกจากการจับคู่ในไดเรกทอรี', nextEn: "Take the attribute out of the directory's mapping." },
  'scim-no-target': { status: 400, th: 'ไม่มีค่าที่ตรงกับพาทนี้', en: 'Nothing matches the path', ...read },
  'scim-too-many': { status: 413, th: 'ส่งรายการแก้ไขมากเกินไปในครั้งเดียว', en: 'There are too many operations in one request', nextTh: 'แบ่งส่งไม่เกินครั้งละ 1,000 รายการ', nextEn: 'Send at most 1,000 operations at a time.' },
  'scim-user-unknown': { status: 404, th: 'ไดเรกทอรีนี้ไม่ได้นำบัญชีนี้เข้ามา', en: 'This directory brought no such account', nextTh: 'ค้นด้วย userName หรือ externalId', nextEn: 'Search by userName or externalId.' },
  'scim-group-unknown': { status: 404, th: 'ไม่มีบัญชีของไดเรกทอรีนี้ถือบทบาทนี้', en: 'No account of this directory holds this role', nextTh: 'ดูบทบาทที่มีด้วย GET /Groups', nextEn: 'See the roles by GET /Groups.' },
  'scim-group-read-only': { status: 400, th: 'บทบาทให้และถอนที่สะพานเท่านั้น ไดเรกทอรีอ่านได้อย่างเดียว', en: 'Roles are given and taken here only; a directory reads them', nextTh: 'ปิดการส่งกลุ่มในไดเรกทอรี แล้วให้บทบาทในหน้าบัญชี', nextEn: 'Switch group provisioning off in the directory, and give roles on the accounts page.' },
  'scim-document-unknown': { status: 404, th: 'ไม่มีเอกสาร SCIM นี้', en: 'There is no such SCIM document', nextTh: 'ดู /scim/v2/Schemas และ /scim/v2/ResourceTypes', nextEn: 'See /scim/v2/Schemas and /scim/v2/ResourceTypes.' },
  'scim-version-differs': { status: 412, th: 'บัญชีนี้เปลี่ยนไปแล้วตั้งแต่อ่านครั้งก่อน', en: 'The account has changed since it was read', nextTh: 'อ่านใหม่แล้วแก้จากฉบับล่าสุด', nextEn: 'Read it again and change the newest version.' },
  'scim-taken': { status: 409, th: 'userName หรือ externalId นี้มีผู้ใช้แล้ว', en: 'The userName or externalId is taken', nextTh: 'ตั้งค่าอื่น ชื่อผู้ใช้ของบัญชีที่ปิดแล้วไม่ให้ผู้อื่นใช้ซ้ำ', nextEn: 'Choose another; the user name of a closed account is never given again.' },
  'scim-target-unknown': { status: 404, th: 'ไม่พบไดเรกทอรีปลายทางนี้', en: 'There is no such directory to tell', nextTh: 'เลือกจากรายการ', nextEn: 'Choose one of the list.' },
  'scim-target-taken': { status: 409, th: 'มีไดเรกทอรีปลายทางชื่อนี้แล้ว', en: 'A directory of this name exists already', nextTh: 'ตั้งชื่ออื่น', nextEn: 'Choose another name.' },
  'scim-target-refused': { status: 422, th: 'ไดเรกทอรีปลายทางต้องใช้ https', en: 'A directory must be reached by https', nextTh: 'ใส่ที่อยู่ที่ขึ้นต้นด้วย https://', nextEn: 'Give an address that begins with https://.' },
  'scim-suspended-here': { status: 409, th: 'ผู้ดูแลระงับบัญชีนี้ไว้ที่นี่ ไดเรกทอรีเปิดเองไม่ได้', en: 'An administrator suspended the account here; a directory cannot open it', nextTh: 'ให้ผู้ดูแลคืนสถานะบัญชีก่อน', nextEn: 'Ask an administrator to reinstate it first.' },
});

/** `scimType` of RFC 7644 §3.12, table 9. */
const TYPES: Record<string, string> = {
  'identity.scim-filter-refused': 'invalidFilter', 'identity.scim-value-refused': 'invalidValue', 'identity.scim-path-refused': 'invalidPath', 'identity.scim-syntax-refused': 'invalidSyntax',
  'identity.scim-read-only': 'mutability', 'identity.scim-group-read-only': 'mutability', 'identity.scim-no-target': 'noTarget', 'identity.scim-taken': 'uniqueness',
  'identity.user-name-taken': 'uniqueness', 'identity.user-name-refused': 'invalidValue', 'kernel.conflict': 'uniqueness',
};

/** A problem as SCIM writes it (RFC 7644 §3.12); `code` is ours, so that one refusal has one name in every form. */
export const scimRefusal: RefusalForm = (refused: Problem) => {
  const { detailTh, detailEn, errors } = refused.fields;
  const places = errors?.map((place) => place.en).join('; ');
  // A body that is no JSON has no places; a parameter of another type has.
  const scimType = refused.code === 'kernel.input-refused' ? (places === undefined ? 'invalidSyntax' : 'invalidValue') : TYPES[refused.code];
  return {
    type: 'application/scim+json',
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(refused.status), ...(scimType && { scimType }), code: refused.code,
      detail: [refused.entry.th, detailTh, refused.entry.en, detailEn ?? places].filter(Boolean).join(' · '),
    },
  };
};
