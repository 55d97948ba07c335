import { definePolicies } from '#kernel/policy.ts';

const everyone = ['operator', 'secretariat', 'steward', 'reader'] as const;
const stewards = ['operator', 'secretariat', 'steward'] as const;

export const policies = definePolicies('lake', {
  'read-releases': { roles: everyone, th: 'ทุกบทบาทอ่านรุ่นข้อมูลได้ ข้อมูลบุคคลถูกปกปิด', en: 'Every role may read releases; personal data is masked.' },
  'download-release': { roles: everyone, th: 'ทุกบทบาทดาวน์โหลดรุ่นข้อมูลได้ ข้อมูลบุคคลถูกปกปิด', en: 'Every role may download releases; personal data is masked.' },
  'withdraw-release': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางถอนรุ่นได้ โดยบอกเหตุผล', en: 'Stewards and the secretariat may withdraw a release, with a reason.' },
  'roll-back': { roles: stewards, th: 'ผู้ดูแลข้อมูลและส่วนกลางย้อนกลับไปรุ่นก่อนได้ โดยบอกเหตุผล', en: 'Stewards and the secretariat may go back to an earlier release, with a reason.' },
});
