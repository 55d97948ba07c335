import { definePolicies, type Assurance, type Role } from '#kernel/policy.ts';

const administrators: readonly Role[] = ['operator', 'agency-admin'];
const sensitive: Assurance = { aal: 2, best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('identity', {
  'preview-account-import': { roles: administrators, th: 'ผู้ดูแลหน่วยงานตรวจไฟล์บัญชีของหน่วยงานตนโดยยังไม่บันทึก', en: 'Agency administrators preview a file of accounts of their agency; nothing is kept.' },
  'confirm-account-import': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานนำเข้าบัญชีตามผลที่ตรวจแล้ว หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators import the accounts that a preview showed, after confirming who they are.' },
});
