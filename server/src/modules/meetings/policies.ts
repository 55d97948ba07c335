import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
const secretariat: readonly Role[] = ['operator', 'secretariat'];

export const policies = definePolicies('meetings', {
  'read-meetings': { roles: officers, th: 'เจ้าหน้าที่ดูคณะกรรมการ การประชุม รายงานการประชุม และงานที่มอบหมายได้', en: 'Officers may read committees, meetings, minutes and tasks.' },
  'keep-meetings': { roles: secretariat, th: 'ฝ่ายเลขานุการเท่านั้นที่ตั้งคณะกรรมการ นัดประชุม และจดรายงานการประชุม', en: 'Only the secretariat keeps committees, calls meetings and writes minutes.' },
  'keep-tasks': { roles: secretariat, th: 'ฝ่ายเลขานุการเท่านั้นที่มอบหมาย ปิด เลื่อน และยกเลิกงานตามมติ', en: 'Only the secretariat assigns, closes, moves and withdraws tasks of resolutions.' },
  'report-task': { roles: ['operator', 'secretariat', 'steward', 'agency-admin'], th: 'เจ้าหน้าที่ของหน่วยงานที่ได้รับมอบหมายรายงานความก้าวหน้าของงานหน่วยงานตนได้ ส่วนกลางรายงานได้ทั้งหมด', en: 'Officers of the agency report on its own tasks, the secretariat on any.' },
  'print-papers': { roles: secretariat, th: 'ฝ่ายเลขานุการเท่านั้นที่พิมพ์เอกสารประกอบการประชุม', en: 'Only the secretariat prints the papers of a meeting.' },
});
