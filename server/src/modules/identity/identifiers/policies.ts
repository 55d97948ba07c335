import { definePolicies, type Assurance, type Role } from '#kernel/policy.ts';

const administrators: readonly Role[] = ['operator', 'agency-admin'];
const sensitive: Assurance = { aal: 2, best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('identity', {
  'list-identifiers': { roles: [...administrators, 'auditor'], th: 'ผู้ดูแลหน่วยงานดูได้ว่าบุคคลของตนมีเลขอ้างอิงใดบ้าง แต่ไม่เห็นตัวเลข', en: 'Agency administrators see which identifiers of their people are known, never the numbers.' },
  'record-identifier': { roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานบันทึกหรือลบเลขประจำตัวประชาชนของบุคคลในหน่วยงานตน หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators record or remove citizen ids of their people after confirming who they are.' },
});
