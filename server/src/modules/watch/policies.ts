import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
const stewards: readonly Role[] = ['operator', 'secretariat', 'steward'];

export const policies = definePolicies('watch', {
  'read-incidents': { roles: officers, th: 'เจ้าหน้าที่ดูเรื่องที่ต้องดูของชุดข้อมูลที่ตนเห็นได้', en: 'Officers may read incidents of the datasets they see.' },
  'close-incident': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลปิดเรื่องของหน่วยงานตนได้ ส่วนกลางปิดได้ทั้งหมด โดยบันทึกเหตุผล', en: 'Stewards close incidents of their agency, the secretariat any, with a note.' },
  'name-caretaker': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลระบุผู้รับผิดชอบชุดข้อมูลของหน่วยงานตนได้ ส่วนกลางระบุได้ทั้งหมด', en: 'Stewards name who answers for a dataset of their agency, the secretariat for any.' },
  'read-trend': { roles: officers, on: 'dataset', th: 'เจ้าหน้าที่ดูคุณภาพย้อนหลังของชุดข้อมูลที่ตนอ่านได้', en: 'Officers see how the quality of data they may read went over time.' },
});
