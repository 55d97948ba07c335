import { definePolicies, roles, signedIn, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];

export const policies = definePolicies('access', {
  'read-policies': { roles: signedIn, th: 'ทุกคนที่ลงชื่อเข้าใช้อ่านนโยบายได้', en: 'Everyone who signed in may read the policies.' },
  'explain-decision': { roles: signedIn, th: 'ทุกคนที่ลงชื่อเข้าใช้ถามเหตุผลของสิทธิตนได้ ผู้ดูแลระบบและผู้ตรวจสอบถามของผู้อื่นได้', en: 'Everyone who signed in may ask why they may or may not; system administrators and auditors may ask about others.' },
  'find-decision-point': { roles, th: 'ทุกระบบหาที่อยู่ที่ใช้ถามสิทธิได้', en: 'Every system may find where decisions are asked for.' },
  'evaluate': { roles: ['operator', 'service'], scope: 'access.evaluate', th: 'ระบบที่มีขอบเขต access.evaluate ถามได้ว่าใครทำอะไรกับข้อมูลใดได้', en: 'Systems with the scope access.evaluate may ask who may do what to which data.' },
  'read-agreements': { roles: ['operator', 'secretariat', 'steward', 'auditor'], th: 'ผู้ดูแลข้อมูล ส่วนกลาง และผู้ตรวจสอบดูข้อตกลงใช้ข้อมูลได้', en: 'Stewards, the secretariat and auditors may read agreements.' },
  'read-reviews': { roles: officers, th: 'เจ้าหน้าที่ดูรอบทบทวนสิทธิและรายการที่ตนต้องยืนยันได้ ผู้ดูแลระบบและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Officers see rounds of review and what they are asked; system administrators and auditors see all.' },
  'decide-review': {
    roles: officers, needs: { aal: 2, best: true, freshMinutes: 60, notByToken: true },
    th: 'หัวหน้าหน่วยงานยืนยันหรือถอนสิทธิของคนในหน่วยตน ไม่ใช่ของตนเอง', en: 'Heads confirm or take away rights of those in their unit, never their own.',
  },
  'manage-reviews': {
    roles: ['operator'], needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true },
    th: 'ผู้ดูแลระบบเปิด เตือน และปิดรอบทบทวนสิทธินอกรอบปกติได้', en: 'System administrators open, remind of and close rounds of review out of turn.',
  },
  'manage-agreements': {
    roles: ['operator', 'secretariat'], needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true },
    th: 'ส่วนกลางเท่านั้นที่ทำ ระงับ และยุติข้อตกลงใช้ข้อมูล', en: 'Only the secretariat makes, suspends and ends agreements.',
  },
});
