import { defineProblems } from '#kernel/problem.ts';

/** Of the administration of accounts. */
export const problem = defineProblems('identity', {
  'account-unknown': { status: 404, th: 'ไม่พบบัญชีนี้', en: 'There is no such account', nextTh: 'ค้นจากรายการบัญชี', nextEn: 'Search the list of accounts.' },
  'account-elsewhere': { status: 403, th: 'บัญชีนี้มีหน้าที่ในหน่วยงานอื่นหรือระดับกระทรวงด้วย', en: 'This account also serves another agency or the whole ministry', nextTh: 'ให้ผู้ดูแลระบบทำรายการนี้', nextEn: 'Ask a system administrator.' },
  'account-state': { status: 409, th: 'สถานะของบัญชีไม่ตรงกับรายการที่ขอ', en: "The account's state does not allow this", nextTh: 'โหลดหน้าใหม่ แล้วดูสถานะปัจจุบัน', nextEn: 'Reload and see its present state.' },
  'person-unknown': { status: 422, th: 'ไม่พบบุคคลนี้', en: 'There is no such person', nextTh: 'เพิ่มบุคคลก่อน แล้วจึงสร้างบัญชี', nextEn: 'Add the person first, then the account.' },
  'person-has-account': { status: 409, th: 'บุคคลนี้มีบัญชีอยู่แล้ว', en: 'This person has an account already', nextTh: 'เปิดบัญชีเดิม หรือคืนสถานะ', nextEn: 'Open the existing account, or reinstate it.' },
  'user-name-taken': { status: 409, th: 'ชื่อผู้ใช้นี้มีผู้ใช้แล้ว', en: 'This user name is taken', nextTh: 'ตั้งชื่ออื่น', nextEn: 'Choose another.' },
  'not-to-oneself': { status: 403, th: 'ทำรายการนี้กับบัญชีของตนเองไม่ได้', en: 'Nobody does this to their own account', nextTh: 'ให้ผู้ดูแลอีกคนทำ', nextEn: 'Ask another administrator.' },
  'last-operator': { status: 409, th: 'ต้องมีผู้ดูแลระบบเหลืออย่างน้อยหนึ่งคน', en: 'At least one system administrator must remain', nextTh: 'ให้บทบาทผู้ดูแลระบบแก่ผู้อื่นก่อน', nextEn: 'Give somebody else the role first.' },
  'role-refused': { status: 403, th: 'ท่านให้หรือถอนบทบาทนี้ไม่ได้', en: 'You may not give or take this role', nextTh: 'ผู้ดูแลหน่วยงานให้ได้เฉพาะบริกรข้อมูลและผู้อ่านของหน่วยงานตน', nextEn: 'An agency administrator gives steward and reader of the own agency only.' },
  'role-place': { status: 422, th: 'บทบาทนี้ต้องระบุหน่วยงานให้ถูก', en: 'This role needs its place', nextTh: 'ผู้ดูแลหน่วยงานต้องระบุหน่วยงาน ส่วนผู้ดูแลระบบ สำนักงานปลัด และผู้ตรวจสอบเป็นระดับกระทรวง', nextEn: 'An agency administrator names an agency; operator, secretariat and auditor are ministry-wide.' },
  'role-held': { status: 409, th: 'บัญชีนี้มีบทบาทนี้อยู่แล้ว', en: 'The account holds this role already', nextTh: 'ดูบทบาทในหน้าบัญชี', nextEn: "See the account's roles." },
  'grant-unknown': { status: 404, th: 'ไม่พบสิทธิที่ให้ไว้นี้ หรือถูกถอนแล้ว', en: 'There is no such grant, or it was taken back', nextTh: 'โหลดหน้าบัญชีใหม่', nextEn: 'Reload the account.' },
  'days-refused': { status: 422, th: 'วันสุดท้ายมาก่อนวันแรก', en: 'The last day comes before the first', nextTh: 'สลับวันที่ แล้วค้นใหม่', nextEn: 'Swap the days and search again.' },
  'agency-unknown': { status: 422, th: 'ไม่มีหน่วยงานนี้ในทะเบียน', en: 'This agency is not in the register', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
});
