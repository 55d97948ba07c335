import { definePolicies } from '#kernel/policy.ts';

const everyone = ['operator', 'secretariat', 'steward', 'reader'] as const;

export const policies = definePolicies('plans', {
  'read-board': { roles: everyone, th: 'ทุกบทบาทดูกระดานเชื่อมโยงได้', en: 'Every role may read the board.' },
  'read-datasets': { roles: everyone, th: 'ทุกบทบาทดูรายการชุดข้อมูลและสถานะได้', en: 'Every role may read datasets and their states.' },
  'add-dataset': { roles: ['operator', 'secretariat', 'steward'], th: 'ผู้ดูแลข้อมูลและส่วนกลางเพิ่มชุดข้อมูลได้', en: 'Stewards and the secretariat may add datasets.' },
  'set-due-date': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเท่านั้นที่ตั้งหรือเลื่อนกำหนด', en: 'Only the secretariat sets or moves a due date.' },
});
