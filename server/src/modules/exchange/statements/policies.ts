import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('exchange', {
  'read-statements': { roles: ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor', 'service'], th: 'คู่สัญญาอ่านใบสรุปรายวันของตน ส่วนกลางและผู้ตรวจสอบอ่านได้ทั้งหมด', en: 'Parties read their daily statements, the secretariat and auditors all.' },
  'answer-statement': { roles: ['steward', 'agency-admin', 'service'], th: 'ผู้ดูแลข้อมูลหรือระบบของคู่สัญญาตอบว่าใบสรุปตรงกับบันทึกของตนหรือไม่', en: 'A steward, administrator or program of a party says whether a statement matches its own record.' },
});
