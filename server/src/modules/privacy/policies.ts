import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];

export const policies = definePolicies('privacy', {
  'read-records': { roles: officers, th: 'เจ้าหน้าที่ดูบันทึกรายการประมวลผลข้อมูลส่วนบุคคลได้ทุกหน่วยงาน', en: 'Officers read the records of processing of every agency.' },
  'keep-records': { roles: ['steward', 'reader', 'agency-admin'], th: 'ผู้ดูแลข้อมูล ผู้ดูแลหน่วยงาน และเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล เขียนและแก้บันทึกรายการของหน่วยงานตน', en: 'Stewards, agency administrators and data protection officers keep the records of their own agency.' },
  'name-officer': { roles: ['operator', 'agency-admin'], needs: { notByToken: true }, th: 'ผู้ดูแลหน่วยงานกำหนดตำแหน่งเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของหน่วยงานตน ผู้ดูแลระบบกำหนดแทนได้', en: 'Agency administrators name the post of their data protection officer; a system administrator may do it for them.' },
});
