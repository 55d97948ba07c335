import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
const stewards: readonly Role[] = ['steward', 'agency-admin'];
/** Whoever holds a post may have any of these roles; the post decides. */
const posts: readonly Role[] = ['steward', 'agency-admin', 'reader'];
const signing = { freshMinutes: 15, notByToken: true } as const;

export const policies = definePolicies('sharing', {
  'read-agreements': { roles: officers, th: 'เจ้าหน้าที่ดูข้อตกลงแลกเปลี่ยนที่หน่วยงานตนเป็นคู่สัญญา ส่วนกลางและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Officers read the sharing agreements their agency is a party of; the secretariat and auditors read all.' },
  'request-agreement': { roles: stewards, th: 'ผู้ดูแลข้อมูลร่าง ส่ง แก้ และถอนคำขอข้อตกลงของหน่วยงานตน', en: 'Stewards draft, send, change and withdraw their agency’s requests for agreements.' },
  'decide-agreement': { roles: posts, th: 'เจ้าของบริการและเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของคู่สัญญาพิจารณาคำขอ', en: 'The service’s owner and the data protection officers of both parties decide on a request.' },
  'note-agreement': { roles: [...posts, 'operator', 'secretariat'], th: 'คู่สัญญาและส่วนกลางเขียนข้อความในข้อตกลงได้', en: 'Both parties and the secretariat may write into an agreement.' },
  'sign-agreement': { roles: posts, needs: signing, th: 'ผู้รับผิดชอบตามตำแหน่งลงนามแทนหน่วยงานตน หลังยืนยันตัวตนใหม่', en: 'Whoever holds the responsible post signs for the agency, freshly signed in.' },
  'suspend-agreement': { roles: [...stewards, 'operator', 'secretariat'], th: 'คู่สัญญาและส่วนกลางระงับข้อตกลงได้ทันที ฝ่ายที่ระงับเป็นผู้ให้ใช้ต่อ', en: 'Either party and the secretariat may suspend an agreement at once; whoever suspended it resumes it.' },
  'end-agreement': { roles: stewards, th: 'คู่สัญญาฝ่ายใดก็ยุติข้อตกลงได้ โดยบอกเหตุผล', en: 'Either party may end an agreement, with the reason.' },
  'keep-offers': { roles: posts, needs: signing, th: 'ผู้รับผิดชอบตามตำแหน่งตั้งข้อเสนอล่วงหน้าของบริการหน่วยงานตน', en: 'Whoever holds the responsible post makes standing offers for the agency’s services.' },
});
