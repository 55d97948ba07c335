import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('operations', {
  'read-operations': { roles: ['operator', 'secretariat'], th: 'ผู้ดูแลระบบและส่วนกลางดูการเดินระบบได้', en: 'Operators and the secretariat may see how the house runs.' },
  'drain-worker': { roles: ['operator'], th: 'ผู้ดูแลระบบเท่านั้นที่ให้ตัวทำงานหยุดรับงานและเริ่มใหม่', en: 'Only the operator drains workers and starts them again.' },
});
