import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('signon', {
  'test-clients': { roles: ['operator', 'agency-admin'], th: 'ผู้ดูแลระบบและผู้ดูแลหน่วยงานเจ้าของสั่งทดสอบบริการได้', en: 'Administrators, and those of the owning agency, may have a service tested' },
  'read-self-tests': { roles: ['operator', 'agency-admin', 'auditor'], th: 'ผู้ดูแลระบบ ผู้ตรวจสอบ และผู้ดูแลหน่วยงานเจ้าของเห็นผลทดสอบบริการ', en: 'Administrators, auditors, and administrators of the owning agency see how a service was tested' },
});
