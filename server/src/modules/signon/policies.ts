import { definePolicies, roles, signedIn } from '#kernel/policy.ts';

const fresh = { freshMinutes: 15, notByToken: true } as const;
const sensitive = { aal: 2, best: true, ...fresh } as const;

/** Of the provider and its clients; each other folder names its own. */
export const policies = definePolicies('signon', {
  'sign-in-to-services': { roles, th: 'ทุกคนลงชื่อเข้าใช้บริการที่เชื่อมต่อได้ และกลับออกไปได้', en: 'Everybody may sign in to connected services, and turn back' },
  'give-consent': { roles: signedIn, needs: { notByToken: true }, th: 'เจ้าของบัญชีให้บริการใช้ข้อมูลของตนได้', en: 'A person may let a service have what it asks about them' },
  'answer-device': { roles: signedIn, needs: fresh, th: 'เจ้าของบัญชีที่เพิ่งยืนยันตัวอนุญาตอุปกรณ์ได้', en: 'A person who just proved who they are may let a device in' },
  'read-own-services': { roles: signedIn, th: 'เจ้าของบัญชีเห็นบริการที่ตนใช้อยู่', en: 'A person sees the services they are signed in to' },
  'withdraw-consent': { roles: signedIn, needs: { notByToken: true }, th: 'เจ้าของบัญชีถอนความยินยอมของตนได้', en: 'A person may withdraw their consent' },
  'read-clients': { roles: ['operator', 'agency-admin', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นทุกบริการ ผู้ดูแลหน่วยงานเห็นบริการของหน่วยงานตน', en: 'Administrators and auditors see every service, agency administrators those of their agency' },
  'manage-clients': { roles: ['operator', 'agency-admin'], needs: fresh, th: 'ผู้ดูแลระบบและผู้ดูแลหน่วยงานเจ้าของจดและแก้บริการได้', en: 'Administrators, and those of the owning agency, may register and change services' },
  'decide-clients': { roles: ['operator'], needs: sensitive, th: 'เฉพาะผู้ดูแลระบบอนุมัติ เปิด หรือระงับบริการได้', en: 'Only administrators may approve, open or suspend a service' },
  'read-signing-keys': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นสถานะกุญแจลงนาม', en: 'Administrators and auditors see the state of signing keys' },
  'rotate-signing-keys': { roles: ['operator'], needs: sensitive, th: 'เฉพาะผู้ดูแลระบบเริ่มเปลี่ยนกุญแจลงนามได้', en: 'Only administrators may begin a rotation of signing keys' },
  'read-logout-deliveries': { roles: ['operator', 'auditor'], th: 'ผู้ดูแลระบบและผู้ตรวจสอบเห็นว่าบริการใดรับแจ้งออกจากระบบแล้ว', en: 'Administrators and auditors see which services were told of a logout' },
  'retry-logout-deliveries': { roles: ['operator'], th: 'ผู้ดูแลระบบสั่งแจ้งออกจากระบบซ้ำได้', en: 'Administrators may have a service told again' },
});
