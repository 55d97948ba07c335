import { definePolicies, roles } from '#kernel/policy.ts';

export const policies = definePolicies('exchange', {
  // Whoever shows the house's signature of an answer got that answer, and needs no account; everybody else must be a party.
  'download-receipt': {
    roles, th: 'คู่กรณีของการแลกเปลี่ยน ผู้ตรวจสอบ ผู้ดูแลระบบ และผู้ที่แสดงลายมือชื่อของคำตอบ ดาวน์โหลดใบรับได้', en: 'Parties of an exchange, auditors, operators, and whoever shows the signature of the answer download its receipt.',
  },
});
