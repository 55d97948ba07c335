import { definePolicies, roles } from '#kernel/policy.ts';

export const policies = definePolicies('signon', {
  'pass-forward': { roles, th: 'พร็อกซีที่เชื่อถือถามแทนผู้ใช้ได้ทุกคนว่าใครกำลังเข้าเว็บ', en: 'A trusted proxy may ask, for anybody, who comes to a site' },
  'read-forward-sites': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นเว็บหลังพร็อกซี', en: 'Administrators and auditors see sites behind a proxy' },
  'manage-forward-sites': { roles: ['operator'], needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true }, th: 'เฉพาะผู้ดูแลระบบเพิ่มหรือแก้เว็บหลังพร็อกซีได้', en: 'Only administrators may add or change sites behind a proxy' },
});
