import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('hosting', {
  'offer-service': { roles: ['operator', 'secretariat', 'steward', 'agency-admin'], th: 'ผู้ดูแลข้อมูลเปิดชุดข้อมูลของหน่วยงานตนเป็นบริการและแก้บริการนั้นได้ ส่วนกลางทำได้ทั้งหมด', en: 'Stewards offer datasets of their agency as services and change them, the secretariat any.' },
  'read-offer': { roles: ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor'], th: 'เจ้าหน้าที่ดูการตั้งค่าของบริการที่เปิดจากชุดข้อมูลของหน่วยงานตนได้ ส่วนกลางและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Officers read how services of their agency’s datasets are set, the secretariat and auditors all.' },
});
