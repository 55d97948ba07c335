import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('facades', {
  'read-facades': { roles: ['operator', 'secretariat', 'auditor', 'agency-admin'], th: 'ส่วนกลาง ผู้ตรวจสอบ และผู้ดูแลหน่วยงานดูทางเข้าแบบเดิมที่เปิดอยู่ได้', en: 'The secretariat, auditors and those who answer for an agency see which older ways in are open.' },
  'set-facade': { roles: ['operator'], needs: { notByToken: true }, th: 'ผู้ดูแลระบบเปิดหรือปิดทางเข้าสำหรับโปรแกรมของระบบแลกเปลี่ยนอื่น พร้อมเหตุผล', en: 'Operators open and close the ways in for programs of other exchanges, with a reason.' },
  'read-shared-secrets': { roles: ['operator', 'secretariat', 'auditor'], th: 'ส่วนกลางและผู้ตรวจสอบดูได้ว่าระบบใดยังใช้รหัสลับร่วม ไม่เห็นรหัส', en: 'The secretariat and auditors see which systems still use shared secrets, never the secrets.' },
  'keep-shared-secrets': { roles: ['operator'], needs: { notByToken: true }, th: 'ผู้ดูแลระบบออกและยกเลิกรหัสลับร่วมของโปรแกรมเดิม', en: 'Operators issue and end shared secrets of older programs.' },
});
