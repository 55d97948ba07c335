import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('exchange', {
  'read-traffic': { roles: officers, reads: true, th: 'หน่วยงานเห็นการแลกเปลี่ยนที่ตนเป็นผู้ขอหรือผู้ให้เป็นตัวเลข ส่วนกลางและผู้ตรวจสอบเห็นทั้งหมด', en: 'An agency sees the figures of exchanges in which it asked or answered; the secretariat and auditors see all.' },
  'read-exchanges': { roles: ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor', 'service'], reads: true, th: 'คู่สัญญาเห็นการแลกเปลี่ยนแต่ละครั้งของตนและหลักฐาน ส่วนกลางและผู้ตรวจสอบเห็นทั้งหมด ไม่มีใครเห็นเนื้อหา', en: 'The parties see each of their exchanges and its evidence, the secretariat and auditors all; nobody sees what was in it.' },
});
