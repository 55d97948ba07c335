import { definePolicies, type Role } from '#kernel/policy.ts';

const readers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen', 'service', 'visitor'];

export const policies = definePolicies('lineage', {
  'read-lineage': {
    roles: readers, on: 'dataset', reads: true,
    th: 'ทุกคนดูเส้นทางของข้อมูลที่ตนเข้าถึงได้ เฉพาะเจ้าหน้าที่เห็นว่าต้นทางอยู่ที่ใดและคอลัมน์ต้นทางชื่ออะไร', en: 'Everyone sees the lineage of the data they reach; where it comes from, and what its columns are called there, officers alone.',
  },
  'read-events': {
    roles: ['operator', 'secretariat', 'auditor'], reads: true,
    th: 'ส่วนกลางและผู้ตรวจสอบอ่านเหตุการณ์ OpenLineage ของทุกรอบได้', en: 'The secretariat and auditors read the OpenLineage events of all runs.',
  },
  'read-facets': { roles: readers, reads: true, th: 'ทุกคนอ่านคำอธิบายรูปแบบเหตุการณ์ได้', en: 'Everyone may read how the events are formed.' },
  'read-receivers': { roles: ['operator', 'auditor'], reads: true, th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นระบบที่รับเหตุการณ์', en: 'The operator and auditors see the systems that events are sent to.' },
  'manage-receivers': { roles: ['operator'], needs: { best: true }, th: 'ผู้ดูแลระบบตั้ง เปลี่ยน และเลิกใช้ระบบที่รับเหตุการณ์', en: 'The operator sets up, changes and removes the systems that events are sent to.' },
});
