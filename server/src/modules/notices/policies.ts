import { definePolicies, signedIn, type Role } from '#kernel/policy.ts';

const managers: readonly Role[] = ['operator', 'secretariat', 'agency-admin'];

export const policies = definePolicies('notices', {
  'read-own': { roles: signedIn, reads: true, th: 'ทุกคนอ่านการแจ้งเตือนของตนเองได้', en: 'Everybody reads their own notices.' },
  'mark-own': { roles: signedIn, th: 'ทุกคนทำเครื่องหมายว่าอ่านการแจ้งเตือนของตนแล้วได้', en: 'Everybody marks their own notices as read.' },
  'set-own': { roles: signedIn, th: 'ทุกคนเลือกได้ว่าจะรับอีเมลเรื่องใด เมื่อใด ยกเว้นเรื่องเร่งด่วนซึ่งส่งเสมอ', en: 'Everybody chooses what is mailed to them and when; what is urgent always is.' },
  'take-mail-report': { roles: ['operator', 'service'], th: 'ระบบจดหมายของหน่วยงานส่งรายงานจดหมายตีกลับเข้ามาได้', en: 'The mail system hands in reports of letters that bounced.' },
  'read-vacancies': { roles: ['operator', 'secretariat', 'auditor'], reads: true, th: 'ส่วนกลางและผู้ตรวจสอบดูได้ว่าหน่วยงานใดไม่มีผู้ประสานงานข้อมูล และมีเรื่องใดค้าง', en: 'The secretariat and auditors see which agencies have no data coordinator, and what waits there.' },
  'read-webhooks': { roles: [...managers, 'auditor'], reads: true, th: 'ผู้ดูแลหน่วยงานเห็นระบบปลายทางของหน่วยงานตน ส่วนกลางและผู้ตรวจสอบเห็นทั้งหมด', en: 'Agency administrators see the webhooks of their agency; the secretariat and auditors see all.' },
  'manage-webhooks': { roles: managers, needs: { best: true }, th: 'ผู้ดูแลหน่วยงานตั้ง เปลี่ยน และเลิกใช้ระบบปลายทางของหน่วยงานตน ส่วนกลางทำได้ทั้งหมด', en: 'Agency administrators set up, change and remove the webhooks of their agency, the secretariat any.' },
});
