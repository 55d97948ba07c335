import { defineProblems } from '#kernel/problem.ts';

const again = { nextTh: 'กลับไปหน้าลงชื่อเข้าใช้ แล้วเริ่มใหม่', nextEn: 'Return to the sign-in page and begin again.' };

/** Of sign-in through other systems. */
export const problem = defineProblems('identity', {
  'upstream-unknown': { status: 404, th: 'ไม่มีระบบยืนยันตัวตนภายนอกนี้ หรือปิดใช้อยู่', en: 'There is no such outside identity system, or it is switched off', nextTh: 'เลือกวิธีอื่นในหน้าลงชื่อเข้าใช้', nextEn: 'Choose another way on the sign-in page.' },
  'upstream-taken': { status: 409, th: 'มีระบบภายนอกรหัสนี้แล้ว', en: 'An outside system with this id exists already', nextTh: 'ตั้งรหัสอื่น', nextEn: 'Choose another id.' },
  'upstream-settings-refused': { status: 422, th: 'ค่าตั้งของระบบภายนอกใช้ไม่ได้', en: 'The settings of the outside system cannot be used', nextTh: 'แก้ตามตำแหน่งที่ระบุ', nextEn: 'Mend the named places.' },
  'saml-metadata-refused': { status: 422, th: 'เมทาดาทา SAML นี้ใช้ไม่ได้', en: 'These SAML metadata cannot be used', nextTh: 'ขอเมทาดาทาของผู้ให้บริการรายเดียวจากผู้ดูแลระบบนั้น หรือกรอกเอง', nextEn: "Ask that system's administrator for the metadata of this one provider, or type the settings." },
  'upstream-unreachable': { status: 502, th: 'ติดต่อระบบยืนยันตัวตนภายนอกไม่ได้', en: 'The outside identity system cannot be reached', nextTh: 'รอสักครู่แล้วลองใหม่ หรือใช้วิธีอื่น', nextEn: 'Wait a moment and try again, or use another way.', retry: 'transient' },
  'upstream-declined': { status: 401, th: 'การยืนยันตัวตนที่ระบบภายนอกถูกยกเลิก', en: 'The outside system was not given your consent', ...again },
  'upstream-answer-refused': { status: 502, th: 'คำตอบจากระบบภายนอกไม่ถูกต้อง จึงไม่รับ', en: "The outside system's answer is not sound and was refused", nextTh: 'ลองใหม่อีกครั้ง หากยังเป็นอยู่ให้แจ้งผู้ดูแลระบบ', nextEn: 'Try once more; if it persists, tell the system administrator.' },
  'upstream-lost': { status: 409, th: 'ขั้นตอนนี้หมดเวลา ใช้ไปแล้ว หรือเริ่มจากเบราว์เซอร์อื่น', en: 'This step has run out, was used already, or began in another browser', ...again },
  'upstream-other-account': { status: 409, th: 'ตัวตนจากระบบภายนอกเป็นของบัญชีอื่น', en: 'The outside identity belongs to another account', nextTh: 'ออกจากระบบ แล้วลงชื่อเข้าใช้ด้วยบัญชีที่เป็นของท่าน', nextEn: 'Sign out, then sign in with the account that is yours.' },
  'upstream-no-account': { status: 409, th: 'ตัวตนนี้ยังเปิดบัญชีเองไม่ได้', en: 'No account can be opened for this identity by itself', nextTh: 'ขอรหัสเชิญจากผู้ดูแลของหน่วยงาน', nextEn: "Ask your agency's administrator for an invitation." },
  'upstream-linked-already': { status: 409, th: 'บัญชีนี้ผูกกับตัวตนอื่นของระบบเดียวกันอยู่แล้ว', en: 'The account is linked to another identity of the same system', nextTh: 'ยกเลิกการผูกเดิมในหน้าบัญชีก่อน', nextEn: 'Remove the former link on the account page first.' },
  'directory-shrank': { status: 409, th: 'สมุดรายชื่อไม่มีบัญชีเกินครึ่งที่เคยมี จึงยังไม่ปิดบัญชีใด', en: 'More than half of the accounts are gone from the directory, so none was shut out', nextTh: 'ตรวจฐานค้นและตัวกรอง หากลบจริงให้ปิดบัญชีจากหน้าบัญชี', nextEn: 'Check base and filter; if they really left, suspend them on the accounts page.' },
  'upstream-last-way': { status: 409, th: 'นี่เป็นทางเข้าสุดท้ายของบัญชี จึงยกเลิกไม่ได้', en: 'This is the last way into the account and cannot be removed', nextTh: 'เพิ่มพาสคีย์หรือรหัสผ่านก่อน', nextEn: 'Add a passkey or a password first.' },
});
