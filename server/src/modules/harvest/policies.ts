import { definePolicies } from '#kernel/policy.ts';

const keepers = ['operator', 'secretariat', 'steward'] as const;

export const policies = definePolicies('harvest', {
  'read-sources': {
    roles: ['operator', 'secretariat', 'steward', 'auditor'], reads: true,
    th: 'ผู้ดูแลข้อมูลเห็นแหล่งรวบรวมของหน่วยงานตน ส่วนกลางและผู้ตรวจสอบเห็นทุกแหล่ง', en: 'Stewards see the harvest sources of their agency; the secretariat and auditors see all.',
  },
  'change-source': {
    roles: keepers,
    th: 'ผู้ดูแลข้อมูลตั้งแหล่งที่ส่งข้อมูลเข้าหน่วยงานตนได้ ส่วนกลางตั้งได้ทุกแหล่ง', en: 'Stewards set up sources that bring records to their agency, the secretariat any.',
  },
  'start-job': {
    roles: keepers,
    th: 'ผู้ดูแลข้อมูลสั่งรวบรวมและยกเลิกงานของแหล่งตนได้', en: 'Stewards start and cancel harvests of their sources.',
  },
  'decide-job': {
    roles: keepers,
    th: 'งานที่พักไว้เพราะชุดข้อมูลหายมากผิดปกติ ผู้ดูแลของแหล่งตัดสินใจพร้อมเหตุผล', en: 'A harvest held because too much disappeared is decided by whoever keeps the source, with a reason.',
  },
  'take-template': {
    roles: keepers,
    th: 'ผู้ดูแลข้อมูลรับส่งทะเบียนของหน่วยงานตนเป็นสมุดงานตามแบบของรัฐได้', en: "Stewards take their agency's records out and in as the government's workbook.",
  },
});
