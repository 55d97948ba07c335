import { definePolicies, type Role } from '#kernel/policy.ts';

const everyone: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen', 'service'];

export const policies = definePolicies('calendar', {
  'read-days': { roles: everyone, th: 'ผู้ลงชื่อเข้าใช้และระบบดูปฏิทินวันหยุดราชการและนับวันทำการได้', en: 'People and services may read the official calendar and count working days.' },
  'read-moves': { roles: everyone.filter((role) => role !== 'citizen' && role !== 'service'), th: 'เจ้าหน้าที่ดูกำหนดเวลาที่เลื่อนตามปฏิทินของหน่วยงานตน ส่วนกลางดูได้ทั้งหมด', en: 'Officers read which deadlines of their agency the calendar moved; the secretariat reads all.' },
  'manage-days': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่ประกาศ ยืนยัน และยกเลิกวันหยุดในปฏิทิน', en: 'Only the secretariat declares, confirms and withdraws days off.' },
});
