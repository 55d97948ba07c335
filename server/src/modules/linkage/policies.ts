import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
const stewards: readonly Role[] = ['operator', 'secretariat', 'steward'];
const deciders: readonly Role[] = ['operator', 'secretariat'];

export const policies = definePolicies('linkage', {
  'read-runs': { roles: officers, th: 'เจ้าหน้าที่ดูรอบและข้อกำหนดได้', en: 'Officers may read runs and contracts.' },
  'read-quarantine': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลดูแถวที่กักของหน่วยงานตนได้ ส่วนกลางดูได้ทั้งหมด', en: 'Stewards read quarantined rows of their agency, the secretariat all.' },
  'upload-file': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางส่งไฟล์ได้', en: 'Stewards and the secretariat may upload files.' },
  'propose-draft': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางร่างข้อกำหนดจากไฟล์ได้', en: 'Stewards and the secretariat may draft a contract from a file.' },
  'fetch-sample': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางลองดึงต้นทางใหม่ได้ ต้นทางที่ตั้งไว้แล้วเฉพาะของหน่วยงานตน', en: 'Stewards and the secretariat may try a new source; one that is set up, if it is their agency’s.' },
  'agree-contract': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลออกข้อกำหนดฉบับใหม่ของหน่วยงานตนได้ ส่วนกลางออกได้ทั้งหมด', en: 'Stewards agree a new contract version for their agency, the secretariat for any.' },
  'manage-sources': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลตั้ง เปลี่ยน เลิกใช้ ลองต้นทาง และตั้งตารางเวลาของหน่วยงานตนได้ ส่วนกลางทำได้ทั้งหมด', en: 'Stewards set up, change, retire, test and schedule sources of their agency, the secretariat any.' },
  'try-schedule': { roles: stewards, reads: true, th: 'ผู้ดูแลข้อมูลและส่วนกลางลองดูได้ว่าตารางเวลาหนึ่งตรงกับวันใด', en: 'Stewards and the secretariat may see what a schedule would mean.' },
  'start-run': { roles: stewards, on: 'dataset', th: 'ผู้ดูแลข้อมูลเริ่มและหยุดรอบของหน่วยงานตนได้ ส่วนกลางทำได้ทั้งหมด', en: 'Stewards start and stop runs of their agency, the secretariat any.' },
  'pause-runs': { roles: ['operator'], th: 'ผู้ดูแลระบบเท่านั้นที่หยุดรอบทั้งระบบและให้เดินต่อ', en: 'Only the operator pauses all runs and lets them go on.' },
  'decide-run': { roles: deciders, on: 'dataset', th: 'ส่วนกลางเท่านั้นที่ตัดสินรอบที่พักไว้', en: 'Only the secretariat decides held runs.' },
});
