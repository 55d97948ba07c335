import { definePolicies, type Assurance } from '#kernel/policy.ts';

const sensitive: Assurance = { aal: 2, best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('identity', {
  'scim': { roles: ['service'], scope: 'scim', th: 'บัญชีบริการที่มีขอบเขต scim ดูและดูแลบัญชีที่ตนนำเข้ามา', en: 'A service account with the scope scim reads and keeps the accounts that it brought.' },
  'list-scim-targets': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบดูไดเรกทอรีปลายทางที่รับข้อมูลบัญชี', en: 'System administrators and auditors see which directories hear of accounts.' },
  'manage-scim-targets': { roles: ['operator'], needs: sensitive, th: 'ผู้ดูแลระบบเพิ่ม พัก และทดสอบไดเรกทอรีปลายทาง หลังยืนยันตัวตนอีกครั้ง', en: 'System administrators add, pause and test directories after confirming who they are.' },
});
