import { definePolicies, type Role } from '#kernel/policy.ts';

/** Which of them reads which data, the decider says: level, agency, agreement. */
const readers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen', 'service', 'visitor'];
const stewards: readonly Role[] = ['operator', 'secretariat', 'steward'];

export const policies = definePolicies('lake', {
  'read-releases': { roles: readers, on: 'dataset', th: 'ผู้ลงชื่อเข้าใช้และระบบอ่านรุ่นของข้อมูลที่ตนเข้าถึงได้ ผู้ที่ไม่ลงชื่อเข้าใช้อ่านข้อมูลเปิดเผย ข้อมูลบุคคลถูกปกปิด', en: 'People and services read releases of the data they reach, visitors those of open data; personal data is masked.' },
  'download-release': { roles: readers, on: 'dataset', th: 'ผู้ลงชื่อเข้าใช้และระบบดาวน์โหลดรุ่นของข้อมูลที่ตนเข้าถึงได้ ผู้ที่ไม่ลงชื่อเข้าใช้ดาวน์โหลดข้อมูลเปิดเผย ข้อมูลบุคคลถูกปกปิด', en: 'People and services download releases of the data they reach, visitors those of open data; personal data is masked.' },
  'withdraw-release': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลถอนรุ่นของหน่วยงานตนได้ ส่วนกลางถอนได้ทั้งหมด โดยบอกเหตุผล', en: 'Stewards withdraw a release of their agency, the secretariat any, with a reason.' },
  'roll-back': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลย้อนข้อมูลของหน่วยงานตนไปรุ่นก่อนได้ ส่วนกลางย้อนได้ทั้งหมด โดยบอกเหตุผล', en: 'Stewards take data of their agency back to an earlier release, the secretariat any, with a reason.' },
});
