import { definePolicies, signedIn, type Assurance, type Role } from '#kernel/policy.ts';

const administrators: readonly Role[] = ['operator', 'agency-admin'];
const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
/** What changes who may do something: proved within a quarter of an hour, with a second factor, by the person. */
const sensitive: Assurance = { aal: 2, best: true, freshMinutes: 15, notByToken: true };

export const policies = definePolicies('organisations', {
  'list-agencies': {
    roles: [...signedIn, 'service'], th: 'ผู้ลงชื่อเข้าใช้และโปรแกรมดูรายชื่อหน่วยงานได้', en: 'Whoever signed in, and programs, may read the list of agencies.',
  },
  'read-agency-history': {
    roles: officers, th: 'เจ้าหน้าที่ดูชื่อเดิมและการเปลี่ยนแปลงของหน่วยงานได้', en: 'Officers may read former names and changes of agencies.',
  },
  'change-agencies': {
    roles: ['operator', 'secretariat'], th: 'ส่วนกลางบันทึกหน่วยงานใหม่ การเปลี่ยนชื่อ และดูตัวอย่างการรวมหน่วยงานได้', en: 'The secretariat records new agencies and other names, and looks at what a merger would move.',
  },
  'move-agencies': {
    roles: ['operator', 'secretariat'], needs: sensitive, th: 'ส่วนกลางบันทึกการรวม แยก หรือสิ้นสุดของหน่วยงาน หลังยืนยันตัวตนอีกครั้ง', en: 'The secretariat records mergers, splits and ends of agencies after confirming who they are.',
  },
  'list-units': { roles: officers, th: 'เจ้าหน้าที่ดูผังหน่วยงานย่อยและตำแหน่งได้', en: 'Officers may read the tree of units and their posts.' },
  'list-people': {
    roles: [...administrators, 'auditor'], th: 'ผู้ดูแลหน่วยงานดูบุคคลของหน่วยงานตน ผู้ดูแลระบบและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Agency administrators read the people of their agency; system administrators and auditors read all.',
  },
  'manage-people': {
    roles: administrators, th: 'ผู้ดูแลหน่วยงานจัดการหน่วยงานย่อย ตำแหน่ง และบุคคลของหน่วยงานตน', en: 'Agency administrators manage units, posts and people of their agency.',
  },
  'appoint': {
    roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานบันทึกคำสั่งแต่งตั้งของหน่วยงานตน หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators record appointments of their agency after confirming who they are.',
  },
  'delegate': {
    roles: administrators, needs: sensitive, th: 'ผู้ดูแลหน่วยงานบันทึกการมอบอำนาจของหน่วยงานตน หลังยืนยันตัวตนอีกครั้ง', en: 'Agency administrators record delegations of their agency after confirming who they are.',
  },
  'represent': {
    roles: ['operator'], needs: sensitive, th: 'ผู้ดูแลระบบบันทึกผู้แทนนิติบุคคล หลังยืนยันตัวตนอีกครั้ง', en: 'System administrators record who represents a juristic person after confirming who they are.',
  },
});
