import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('projects', {
  'read-plans': { roles: officers, th: 'เจ้าหน้าที่และระบบดูแผนปฏิบัติการและความก้าวหน้าได้', en: 'Officers and services may read action plans and how far they are.' },
  'keep-plans': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่ตั้งและแก้แผน ยุทธศาสตร์ โครงการ และชุดข้อมูลในโครงการ', en: 'Only the secretariat keeps plans, strategies, projects and the datasets in them.' },
  'report-indicator': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่บันทึกค่าตัวชี้วัดที่รายงานด้วยคน', en: 'Only the secretariat writes down what an indicator reached.' },
});
