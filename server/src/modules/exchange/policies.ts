import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('exchange', {
  'read-subject-keys': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบดูได้ว่ามีกุญแจดัชนีบุคคลของปีใดบ้าง', en: 'Operators and auditors see of which years there are index keys of persons.' },
  'destroy-subject-key': { roles: ['operator'], th: 'ผู้ดูแลระบบเท่านั้นที่ทำลายกุญแจดัชนีบุคคลของปีที่สิ้นสุดแล้วพร้อมเหตุผล', en: 'Only operators destroy the index key of a year that is over, with the reason.', needs: { aal: 2, notByToken: true } },
  'turn-house-key': { roles: ['operator'], th: 'ผู้ดูแลระบบที่เพิ่งยืนยันตัวตนเท่านั้นที่เปลี่ยนกุญแจลงนามของศูนย์แลกเปลี่ยน', en: 'Only operators who confirmed themselves just now give the exchange another signing key.', needs: { aal: 2, best: true, freshMinutes: 15, notByToken: true } },
  'read-exchange-keys': { roles: ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen', 'service', 'visitor'], th: 'ทุกคนอ่านกุญแจสาธารณะของศูนย์แลกเปลี่ยนได้', en: 'Everybody may read the public keys of the exchange.' },
});
