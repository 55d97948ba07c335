import { definePolicies } from '#kernel/policy.ts';

const everyone = ['operator', 'secretariat', 'steward', 'reader'] as const;
const stewards = ['operator', 'secretariat', 'steward'] as const;
const deciders = ['operator', 'secretariat'] as const;

export const policies = definePolicies('linkage', {
  'read-runs': { roles: everyone, th: 'ทุกบทบาทดูรอบและข้อกำหนดได้', en: 'Every role may read runs and contracts.' },
  'read-quarantine': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางดูแถวที่กักได้', en: 'Stewards and the secretariat may read quarantined rows.' },
  'upload-file': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางส่งไฟล์ได้', en: 'Stewards and the secretariat may upload files.' },
  'agree-contract': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางออกข้อกำหนดฉบับใหม่ได้', en: 'Stewards and the secretariat may agree a new contract version.' },
  'manage-sources': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางตั้ง เปลี่ยน เลิกใช้ และลองดึงต้นทางได้', en: 'Stewards and the secretariat may set up, change, retire and try sources.' },
  'start-run': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางเริ่มและหยุดรอบได้', en: 'Stewards and the secretariat may start and stop runs.' },
  'decide-run': { roles: deciders, th: 'ส่วนกลางเท่านั้นที่ตัดสินรอบที่พักไว้', en: 'Only the secretariat decides held runs.' },
});
