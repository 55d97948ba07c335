import { definePolicies, signedIn } from '#kernel/policy.ts';

export const policies = definePolicies('access', {
  'read-policies': { roles: signedIn, th: 'ทุกคนที่ลงชื่อเข้าใช้อ่านนโยบายได้', en: 'Everyone who signed in may read the policies.' },
  'read-agreements': { roles: ['operator', 'secretariat', 'steward', 'auditor'], th: 'ผู้ดูแลข้อมูล ส่วนกลาง และผู้ตรวจสอบดูข้อตกลงใช้ข้อมูลได้', en: 'Stewards, the secretariat and auditors may read agreements.' },
  'manage-agreements': {
    roles: ['operator', 'secretariat'], needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true },
    th: 'ส่วนกลางเท่านั้นที่ทำและยุติข้อตกลงใช้ข้อมูล', en: 'Only the secretariat makes and ends agreements.',
  },
});
