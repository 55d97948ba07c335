import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor'];

export const policies = definePolicies('readiness', {
  'read-campaigns': { roles: officers, th: 'เจ้าหน้าที่ดูรอบสำรวจได้ ของหน่วยงานเห็นแบบตอบของตน ส่วนกลางและผู้ตรวจสอบเห็นทั้งหมด', en: 'Officers may read surveys: an agency its own form, the ministry and auditors every one.' },
  'keep-campaigns': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่เปิดและยุติรอบสำรวจ และนำวันที่ไปใช้ในแผน', en: 'Only the secretariat opens and ends surveys, and takes days over into the plan.' },
  'judge-form': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่รับ ส่งกลับ หรือเปิดแบบตอบใหม่', en: 'Only the secretariat accepts a form, gives it back or opens it again.' },
  'answer-survey': { roles: ['steward'], th: 'ผู้ดูแลข้อมูลตอบแบบสำรวจของหน่วยงานตนเท่านั้น', en: 'Stewards answer for their own agency only.' },
  'submit-form': { roles: ['steward'], th: 'หัวหน้าหรือเจ้าของข้อมูลส่งแบบตอบของหน่วยงานตน', en: 'The head or data owner submits the form of their agency.' },
});
