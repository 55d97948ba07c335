import { definePolicies } from '#kernel/policy.ts';

const sensitive = { aal: 2, best: true, freshMinutes: 15, notByToken: true } as const;

export const policies = definePolicies('signon', {
  'read-snippets': { roles: ['operator', 'agency-admin'], th: 'ผู้ดูแลระบบและผู้ดูแลหน่วยงานเจ้าของดูตัวอย่างโค้ดของบริการได้', en: 'Administrators, and those of the owning agency, may read the lines that join a service' },
  'read-agency-limits': { roles: ['operator', 'agency-admin', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นเพดานและโทเคนจดบริการทุกหน่วยงาน ผู้ดูแลหน่วยงานเห็นของตน', en: 'Administrators and auditors see limits and registration tokens of every agency, agency administrators their own' },
  'set-agency-limit': { roles: ['operator'], needs: sensitive, th: 'เฉพาะผู้ดูแลระบบกำหนดเพดานการจดบริการของหน่วยงานได้', en: 'Only administrators may set what an agency registers' },
  'issue-registration-tokens': { roles: ['operator'], needs: sensitive, th: 'เฉพาะผู้ดูแลระบบออกและถอนโทเคนจดบริการได้', en: 'Only administrators may issue and revoke registration tokens' },
});
