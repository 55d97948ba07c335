import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('catalog', {
  'dataset-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้', en: 'There is no such dataset', nextTh: 'ตรวจชื่อในที่อยู่ หรือค้นจากหน้าชุดข้อมูล', nextEn: 'Check the name in the address or search the list of datasets.' },
  'slug-taken': { status: 409, th: 'มีชุดข้อมูลอื่นใช้ชื่อย่อนี้แล้ว', en: 'Another dataset already has this short name', nextTh: 'ตั้งชื่อย่ออื่น หรือเปิดชุดข้อมูลเดิม', nextEn: 'Choose another short name or open the existing dataset.' },
  'slug-refused': { status: 422, th: 'ชื่อย่อใช้ได้เฉพาะ a–z 0–9 และขีดกลาง ขึ้นต้นด้วยตัวอักษร ยาว 2–63 ตัว', en: 'A short name is a–z, 0–9 and single hyphens, begins with a letter and has 2 to 63 characters', nextTh: 'แก้ชื่อย่อ เช่น rid-reservoir-daily', nextEn: 'Mend the short name, for example rid-reservoir-daily.' },
  'dataset-not-yours': { status: 403, th: 'ชุดข้อมูลนี้เป็นของหน่วยงานอื่น', en: 'This dataset belongs to another agency', nextTh: 'ขอให้ผู้ดูแลข้อมูลของหน่วยงานเจ้าของทำรายการนี้', nextEn: 'Ask a steward of the owning agency to do this.' },
  'agency-unknown': { status: 422, th: 'ไม่มีหน่วยงานนี้ในทะเบียน', en: 'This agency is not in the register', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
  'record-refused': { status: 422, th: 'บางช่องของทะเบียนไม่ถูกต้อง จึงยังไม่ได้บันทึก', en: 'Some fields of the record are wrong; nothing was saved', nextTh: 'แก้ช่องที่แจ้งไว้ แล้วบันทึกอีกครั้ง', nextEn: 'Mend the fields named and save again.' },
  'record-incomplete': { status: 422, th: 'ทะเบียนยังไม่ครบตามมาตรฐาน จึงส่งหรือเผยแพร่ไม่ได้', en: 'The record is not complete by the standard and cannot go on', nextTh: 'กรอกช่องที่แจ้งไว้ให้ครบ แล้วลองอีกครั้ง', nextEn: 'Fill in the fields named and try again.' },
  'record-changed-meanwhile': { status: 409, th: 'มีผู้แก้ทะเบียนนี้หลังจากที่ท่านเปิด', en: 'Somebody changed this record after you opened it', nextTh: 'โหลดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วแก้อีกครั้ง', nextEn: 'Load the page again, look at what changed, and edit again.' },
  'record-archived': { status: 409, th: 'ทะเบียนนี้เก็บเข้าคลังแล้ว แก้ไม่ได้', en: 'This record is archived and cannot be changed', nextTh: 'เพิ่มชุดข้อมูลใหม่แทน', nextEn: 'Add a new dataset instead.' },
  'record-in-hand': { status: 409, th: 'ทะเบียนนี้กำลังอยู่กับผู้ตรวจ', en: 'This record is with those who check it', nextTh: 'ขอคืนทะเบียนก่อนแล้วจึงแก้', nextEn: 'Have it returned first, then change it.' },
  'wider-needs-approval': { status: 403, th: 'การเปลี่ยนหมวดหมู่ สัญญาอนุญาต หรือเปิดให้คนเห็นกว้างขึ้น ต้องผ่านการอนุมัติ', en: 'Changing category or licence, or showing it to more people, needs approval', nextTh: 'ส่งคืนเป็นร่าง แก้ แล้วส่งตรวจใหม่', nextEn: 'Return it to draft, change it and submit it again.' },
  'record-not-yours-to-move': { status: 403, th: 'ขั้นตอนนี้เป็นของผู้อื่น', en: 'This step belongs to others', nextTh: 'ขอให้ผู้มีหน้าที่ทำขั้นตอนนี้', nextEn: 'Ask those whose duty it is.' },
  'record-stands-elsewhere': { status: 409, th: 'ทะเบียนไม่ได้อยู่ในสถานะที่ทำขั้นตอนนี้ได้', en: 'The record does not stand where this step begins', nextTh: 'โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน', nextEn: 'Load the page again and look where it stands.' },
  'own-submission': { status: 403, th: 'ท่านเป็นผู้ส่งทะเบียนนี้ จึงตรวจหรืออนุมัติเองไม่ได้', en: 'You submitted this record, so somebody else has to check and approve it', nextTh: 'ขอให้ผู้ดูแลข้อมูลคนอื่นหรือส่วนกลางตรวจ', nextEn: 'Ask another steward or the secretariat.' },
  'reason-missing': { status: 422, th: 'ส่งคืนต้องบอกเหตุผล', en: 'A return needs its reason', nextTh: 'เขียนว่าต้องแก้อะไร แล้วส่งคืนอีกครั้ง', nextEn: 'Say what has to be mended and return it again.' },
  'field-unknown': { status: 422, th: 'มาตรฐานไม่มีช่องนี้', en: 'The standard has no such field', nextTh: 'เลือกช่องจากแบบฟอร์ม', nextEn: 'Choose a field of the form.' },
  'criterion-unknown': { status: 422, th: 'ไม่มีเกณฑ์นี้ หรือเป็นเกณฑ์ที่ระบบดูให้เอง', en: 'There is no such criterion, or the house sees it by itself', nextTh: 'เลือกเกณฑ์จากรายการ', nextEn: 'Choose a criterion of the list.' },
  'comment-not-found': { status: 404, th: 'ไม่พบข้อคิดเห็นนี้', en: 'There is no such comment', nextTh: 'โหลดหน้าใหม่', nextEn: 'Load the page again.' },
  'resource-not-found': { status: 404, th: 'ไม่พบไฟล์หรือลิงก์นี้', en: 'There is no such file or link', nextTh: 'โหลดหน้าใหม่แล้วเลือกจากรายการ', nextEn: 'Load the page again and choose from the list.' },
  'resource-refused': { status: 422, th: 'บางช่องของไฟล์หรือลิงก์ไม่ถูกต้อง', en: 'Some fields of the file or link are wrong', nextTh: 'แก้ช่องที่แจ้งไว้ แล้วบันทึกอีกครั้ง', nextEn: 'Mend the fields named and save again.' },
});
