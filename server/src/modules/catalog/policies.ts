import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('catalog', {
  'update-dataset': {
    roles: ['operator', 'secretariat', 'steward'], on: 'dataset',
    th: 'ผู้ดูแลข้อมูลแก้ทะเบียนชุดข้อมูลของหน่วยงานตนได้ ส่วนกลางแก้ได้ทั้งหมด', en: 'Stewards change the records of their agency, the secretariat any.',
  },
});
