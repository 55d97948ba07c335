import { definePolicies, roles, signedIn, type Assurance } from '#kernel/policy.ts';

const sensitive: Assurance = { best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('identity', {
  'sign-in-from-outside': { roles, th: 'ทุกคนลองลงชื่อเข้าใช้ผ่านระบบภายนอกที่กระทรวงเชื่อถือได้', en: 'Everybody may try to sign in through an outside system that the ministry trusts.' },
  'step-up-from-outside': { roles: signedIn, needs: { notByToken: true }, th: 'ผู้ลงชื่อเข้าใช้ยืนยันตัวตนเพิ่มผ่านระบบภายนอกได้', en: 'Whoever is signed in may prove more through an outside system.' },
  'link-upstream': { roles: signedIn, needs: sensitive, th: 'ผู้ลงชื่อเข้าใช้ผูกหรือยกเลิกการผูกบัญชีกับตัวตนภายนอกของตนได้ เมื่อเพิ่งยืนยันตัวตน', en: 'Whoever is signed in may link the account to the own outside identity, or unlink it, having just proved who it is.' },
  'list-upstream-settings': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบดูค่าตั้งของระบบภายนอก โดยไม่เห็นความลับ', en: 'System administrators and auditors read the settings of outside systems, never their secrets.' },
  'manage-upstreams': { roles: ['operator'], needs: { ...sensitive, aal: 2 }, th: 'ผู้ดูแลระบบเพิ่ม แก้ เปิด และปิดระบบยืนยันตัวตนภายนอก หลังยืนยันตัวตนอีกครั้ง', en: 'System administrators add, change and switch outside identity systems after confirming who they are.' },
});
