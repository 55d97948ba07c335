import { definePolicies, signedIn, type Role } from '#kernel/policy.ts';

const keepers: readonly Role[] = ['operator', 'secretariat', 'agency-admin', 'steward'];
const readers: readonly Role[] = [...signedIn, 'service'];
const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('registry', {
  'read-services': { roles: readers, th: 'ทุกคนที่ลงชื่อเข้าใช้ดูบริการข้อมูลที่เปิดแล้วได้ ฉบับร่างเห็นเฉพาะหน่วยงานเจ้าของและส่วนกลาง', en: 'Everybody signed in sees data services that are open; drafts are seen by their own agency and the secretariat.' },
  'read-systems': { roles: officers, th: 'เจ้าหน้าที่ดูระบบและกุญแจสาธารณะได้', en: 'Officers may see systems and their public keys.' },
  'keep-systems': { roles: keepers, th: 'ผู้ดูแลของหน่วยงานลงทะเบียนและแก้ระบบของหน่วยงานตน ส่วนกลางแก้ได้ทั้งหมด', en: 'Those who answer for an agency register and change its systems, the secretariat any.' },
  'keep-keys': { roles: keepers, needs: { notByToken: true }, th: 'ผู้ดูแลของหน่วยงานเพิ่ม เปลี่ยน และเพิกถอนกุญแจของระบบของหน่วยงานตน และสร้างข้อมูลรับรองจากกุญแจ ส่วนกลางทำได้ทั้งหมด', en: 'Those who answer for an agency add, replace and revoke the keys of its systems and make credentials of them, the secretariat any.' },
  'keep-services': { roles: keepers, th: 'ผู้ดูแลของหน่วยงานเปิดและแก้บริการข้อมูลของหน่วยงานตน ส่วนกลางทำได้ทั้งหมด', en: 'Those who answer for an agency offer and change its data services, the secretariat any.' },
  'check-document': { roles: keepers, reads: true, th: 'ผู้ดูแลของหน่วยงานตรวจเอกสาร OpenAPI ก่อนนำเข้า', en: 'Those who answer for an agency have an OpenAPI document checked before it is imported.' },
  'try-sandbox': { roles: [...readers, 'visitor'], reads: true, tellsOfAsker: true, th: 'ทุกคนที่ลงชื่อเข้าใช้และทุกโทเคนลองเรียกบริการด้วยข้อมูลสมมติได้ ระบบที่ลงลายมือชื่อด้วยกุญแจที่ลงทะเบียนก็ลองได้ ผู้มาเยือนลองได้กับบริการของข้อมูลเปิด', en: 'Everybody signed in, every token and every system that signs with its registered key may try services with made-up data, visitors those of open data.' },
});
