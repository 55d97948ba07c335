import { definePolicies } from '#kernel/policy.ts';

const stewards = ['operator', 'secretariat', 'steward'] as const;

export const policies = definePolicies('catalog', {
  'update-dataset': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางแก้ชื่อและคำอธิบายชุดข้อมูลได้', en: 'Stewards and the secretariat may change titles and descriptions.' },
});
