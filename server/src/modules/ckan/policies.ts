import { definePolicies, roles, type Role } from '#kernel/policy.ts';

const stewards: readonly Role[] = ['operator', 'secretariat', 'steward'];
const persons: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen'];

/** Each action of the API refers to one of these; the address itself is open, as its standard says. */
export const policies = definePolicies('ckan', {
  'call-action': { roles, reads: true, scope: 'ckan', th: 'ทุกคนเรียกที่อยู่ของ CKAN API ได้ แต่ละคำสั่งตรวจสิทธิของตนเอง', en: 'Everyone may call the address of the CKAN API; each action checks rights of its own.' },
  'read-catalogue': { roles, reads: true, scope: 'ckan:read', th: 'ทุกคนค้นและอ่านบัญชีข้อมูลได้เท่าที่ตนเข้าถึง', en: 'Everyone searches and reads the catalogue as far as they reach.' },
  'read-rows': { roles, reads: true, on: 'dataset', scope: 'ckan:read', th: 'ทุกคนอ่านแถวของข้อมูลเปิด ผู้ลงชื่อเข้าใช้อ่านข้อมูลที่ตนเข้าถึงได้ ข้อมูลบุคคลถูกปกปิด', en: 'Everyone reads rows of open data, whoever signed in the data they reach; personal data is masked.' },
  'create-records': { roles: stewards, on: 'agency', scope: 'ckan', th: 'ผู้ดูแลข้อมูลเพิ่มชุดข้อมูลของหน่วยงานตน ส่วนกลางเพิ่มได้ทั้งหมด', en: 'Stewards add datasets of their agency, the secretariat of any.' },
  'write-records': { roles: stewards, on: 'dataset', scope: 'ckan', th: 'ผู้ดูแลข้อมูลบันทึกชุดข้อมูลและทรัพยากรของหน่วยงานตน ส่วนกลางบันทึกได้ทั้งหมด', en: 'Stewards record datasets and resources of their agency, the secretariat any.' },
  'write-rows': { roles: stewards, on: 'dataset', scope: 'ckan', th: 'ผู้ดูแลข้อมูลส่งแถวเข้าตารางของหน่วยงานตน ส่วนกลางส่งได้ทั้งหมด', en: 'Stewards write rows of their agency’s tables, the secretariat any.' },
  'manage-organisations': { roles: ['operator'], scope: 'ckan', th: 'ผู้ดูแลระบบเพิ่มและแก้หน่วยงาน', en: 'System administrators add and change organisations.' },
  'manage-groups': { roles: ['operator', 'secretariat'], scope: 'ckan', th: 'ส่วนกลางเพิ่มและแก้กลุ่มเรื่อง', en: 'The secretariat adds and changes groups.' },
  'read-users': { roles: [...persons, 'service'], reads: true, scope: 'ckan:read', th: 'ผู้ลงชื่อเข้าใช้ดูข้อมูลบัญชีของตน ผู้ดูแลระบบดูได้ทั้งหมด', en: 'Whoever signed in reads the own account, system administrators all.' },
  'manage-tokens': { roles: persons, scope: 'ckan', th: 'ผู้ลงชื่อเข้าใช้ออกและยกเลิกโทเคนของตน', en: 'Whoever signed in issues and revokes own tokens.' },
});
