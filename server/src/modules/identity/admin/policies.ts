import { definePolicies, type Assurance, type Role } from '#kernel/policy.ts';

const administrators: readonly Role[] = ['operator', 'agency-admin'];
/** What takes or gives somebody access: proved within a quarter of an hour, with a second factor, by the person. */
const sensitive: Assurance = { aal: 2, best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('identity', {
  'list-accounts': { roles: [...administrators, 'auditor'], th: 'ผู้ดูแลหน่วยงานดูบัญชีของหน่วยงานตน ผู้ดูแลระบบและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Agency administrators read accounts of their agency; system administrators and auditors read all.' },
  'create-account': { roles: administrators, th: 'ผู้ดูแลหน่วยงานสร้างบัญชีและแก้ชื่อที่แสดงของหน่วยงานตน', en: 'Agency administrators create accounts of their agency and mend display names.' },
  'invite': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานออกรหัสเชิญหรือรหัสกู้คืนให้ผู้อื่น หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators issue codes to join or recover, for others, after confirming who they are.' },
  'suspend-account': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานระงับ คืนสถานะ และให้บัญชีของหน่วยงานตนออกจากระบบ หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators suspend, reinstate and sign out accounts of their agency after confirming who they are.' },
  'close-account': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานปิดบัญชีของหน่วยงานตนอย่างถาวร หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators close accounts of their agency for good after confirming who they are.' },
  'grant-role': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลให้และถอนบทบาทของผู้อื่น หลังยืนยันตัวตนอีกครั้ง', en: "Administrators give and take others' roles after confirming who they are." },
  'manage-service-accounts': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานสร้างบัญชีบริการและโทเคนของหน่วยงานตน หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators create service accounts of their agency and their tokens after confirming who they are.' },
  'list-audit': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบค้นบันทึกการกระทำ', en: 'System administrators and auditors search the audit trail.' },
  'list-alarms': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบดูสัญญาณเตือนของทุกบัญชี', en: 'System administrators and auditors read the alarms of every account.' },
});
