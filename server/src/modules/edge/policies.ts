import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('edge', {
  'read-edges': { roles: officers, th: 'เจ้าหน้าที่ดูสถานะปลายทางของหน่วยงานตนได้ ส่วนกลางและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Officers see the edges of their own agency, the secretariat and auditors all of them.' },
});
