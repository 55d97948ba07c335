import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('plans', {
  'read-board': { roles: officers, th: 'เจ้าหน้าที่และระบบดูกระดานเชื่อมโยงได้', en: 'Officers and services may read the board.' },
  'read-report': { roles: officers, th: 'เจ้าหน้าที่และระบบรับรายงานความก้าวหน้าเป็นเอกสารได้', en: 'Officers and services may have the progress report as a paper.' },
  'draft-letter': { roles: ['operator', 'secretariat', 'steward', 'agency-admin'], th: 'ส่วนกลางร่างหนังสือเร่งรัดถึงหน่วยงานได้ หน่วยงานอ่านร่างหนังสือถึงหน่วยงานตนได้', en: 'The secretariat drafts reminder letters to agencies; an agency reads the one to itself.' },
  'read-datasets': { roles: [...officers, 'citizen'], th: 'เจ้าหน้าที่และระบบดูรายการชุดข้อมูลและสถานะได้ ประชาชนดูได้เฉพาะข้อมูลเปิดเผย', en: 'Officers and services may read datasets and their states; citizens those of open data.' },
  'add-dataset': { roles: ['operator', 'secretariat', 'steward'], on: 'agency', th: 'ผู้ดูแลข้อมูลเพิ่มชุดข้อมูลของหน่วยงานตนได้ ส่วนกลางเพิ่มได้ทั้งหมด', en: 'Stewards add datasets of their agency, the secretariat any.' },
  'set-due-date': { roles: ['operator', 'secretariat'], on: 'dataset', th: 'ส่วนกลางเท่านั้นที่ตั้งหรือเลื่อนกำหนด', en: 'Only the secretariat sets or moves a due date.' },
});
