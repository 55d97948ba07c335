import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'service'];

export const policies = definePolicies('events', {
  'read-feed': { roles: officers, reads: true, th: 'เจ้าหน้าที่และระบบอ่านเหตุการณ์ที่ตนรู้ได้: ของชุดข้อมูลที่เข้าถึง และของข้อตกลงที่หน่วยงานตนเป็นคู่สัญญา', en: 'Officers and services read the events that they may hear of: of datasets they reach, and of agreements their agency is a party to.' },
  'read-subscriptions': { roles: ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor'], reads: true, th: 'เจ้าหน้าที่หน่วยงานเห็นการรับเหตุการณ์ของหน่วยงานตน ส่วนกลางและผู้ตรวจสอบเห็นทั้งหมด', en: 'An agency sees its own subscriptions; the secretariat and auditors see all.' },
  'keep-subscriptions': { roles: ['operator', 'secretariat', 'agency-admin'], needs: { best: true }, th: 'ผู้ดูแลหน่วยงานตั้ง เปลี่ยน ทดสอบ ส่งซ้ำ ปล่อยเหตุการณ์ที่ส่งไม่ถึง และเลิกการรับเหตุการณ์ของหน่วยงานตน ส่วนกลางทำได้ทั้งหมด', en: 'Agency administrators set up, change, try and remove the subscriptions of their agency, send dead letters again or let them go, the secretariat any.' },
});
