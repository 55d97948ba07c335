import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('linkage', {
  'push-data': { roles: ['operator', 'secretariat', 'steward', 'service'], on: 'dataset', th: 'โปรแกรมของหน่วยงาน (โทเคนที่มีขอบเขต linkage.push-data) และผู้ดูแลข้อมูลส่งข้อมูลเข้าชุดข้อมูลของหน่วยงานตนได้', en: 'Programs of an agency (a token with the scope linkage.push-data) and stewards may send data into datasets of their agency.' },
});
