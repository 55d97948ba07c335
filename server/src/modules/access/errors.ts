import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('access', {
  'agreement-not-found': { status: 404, th: 'ไม่พบข้อตกลงนี้', en: 'There is no such agreement', nextTh: 'ตรวจเลขที่ข้อตกลง หรือค้นจากรายการ', nextEn: 'Check its number or search the list.' },
  'policies-broken': { status: 500, th: 'อ่านนโยบายไม่ได้ จึงไม่อนุญาตรายการใด', en: 'The policies cannot be read, so nothing is permitted', nextTh: 'ให้ผู้ดูแลระบบตรวจไฟล์ใน definitions/policies', nextEn: 'Let the administrator check the files in definitions/policies.' },
  'row-filter-broken': { status: 500, th: 'เงื่อนไขแถวของข้อตกลงอ่านไม่ได้ จึงไม่ให้ข้อมูล', en: 'The row conditions of the agreement cannot be read, so nothing is given', nextTh: 'แก้เงื่อนไขแถวของข้อตกลง', nextEn: 'Mend the row conditions of the agreement.' },
  'resource-not-found': { status: 404, th: 'ไม่พบสิ่งที่ถามถึง', en: 'What was asked about does not exist', nextTh: 'ตรวจชื่อหรือรหัสที่ส่งมา', nextEn: 'Check the name or id that was sent.' },
  'agreement-state': { status: 409, th: 'ข้อตกลงนี้ไม่ได้อยู่ในสถานะที่ทำรายการนี้ได้', en: 'The agreement is not in a state for this', nextTh: 'โหลดรายการใหม่ แล้วตรวจสถานะ', nextEn: 'Reload the list and check its state.' },
  'evaluation-incomplete': { status: 400, th: 'คำถามสิทธิไม่ครบ', en: 'The question lacks a member', nextTh: 'ส่ง subject, action และ resource ให้ครบทุกคำถาม', nextEn: 'Send subject, action and resource for every question.' },
  'not-yours-to-ask': { status: 403, th: 'ถามได้เฉพาะสิทธิของตน', en: 'You may ask about your own rights only', nextTh: 'ให้ผู้ดูแลระบบหรือผู้ตรวจสอบถามแทน', nextEn: 'Ask a system administrator or an auditor to do it.' },
  'account-not-found': { status: 404, th: 'ไม่พบบัญชีนี้ หรือบัญชีไม่ได้ใช้งานอยู่', en: 'There is no such account, or it is not active', nextTh: 'ตรวจรหัสบัญชี', nextEn: 'Check the id of the account.' },
  'review-not-found': { status: 404, th: 'ไม่พบรอบทบทวนสิทธินี้', en: 'There is no such round of review', nextTh: 'เลือกรอบจากรายการ', nextEn: 'Choose one from the list.' },
  'review-item-not-found': { status: 404, th: 'ไม่พบรายการทบทวนนี้', en: 'There is no such question of a review', nextTh: 'เลือกรายการจากรอบทบทวน', nextEn: 'Choose one from the round.' },
  'review-days-refused': { status: 422, th: 'วันของรอบทบทวนใช้ไม่ได้', en: 'The days of the round cannot be used', nextTh: 'ตั้งวันปิดให้หลังวันเปิด', nextEn: 'Let it end after it opens.' },
  'review-closed': { status: 409, th: 'รอบทบทวนนี้ปิดหรือเตือนไปแล้ว', en: 'This round is over, or was reminded of already', nextTh: 'โหลดรายการรอบใหม่', nextEn: 'Reload the list of rounds.' },
  'review-not-reminded': { status: 409, th: 'ยังไม่ได้เตือนผู้ที่ยังไม่ยืนยัน', en: 'Those who have not answered were not reminded yet', nextTh: 'เตือนก่อน แล้วจึงปิดรอบ', nextEn: 'Remind them first, then close the round.' },
  'review-decided': { status: 409, th: 'สิทธินี้ถูกถอนไปแล้ว', en: 'This right was taken away already', nextTh: 'หากยังต้องใช้ ให้ผู้ดูแลให้สิทธิใหม่', nextEn: 'If it is still needed, an administrator gives it anew.' },
  'review-of-oneself': { status: 403, th: 'ยืนยันสิทธิของตนเองไม่ได้', en: 'Nobody confirms their own rights', nextTh: 'ให้หัวหน้าหน่วยเหนือขึ้นไปหรือผู้ดูแลระบบยืนยัน', nextEn: 'The head of the unit above, or a system administrator, does it.' },
  'review-not-yours': { status: 403, th: 'รายการนี้ไม่ได้อยู่ในหน่วยที่ตนรับผิดชอบ', en: 'This is not of a unit that you answer for', nextTh: 'ดูรายการของตนในรอบทบทวน', nextEn: 'See your own list in the round.' },
  'agreement-refused': { status: 422, th: 'ข้อตกลงนี้ใช้ไม่ได้', en: 'This agreement cannot be made', nextTh: 'แก้ตามตำแหน่งที่ระบุ แล้วบันทึกใหม่', nextEn: 'Mend the named place and save again.' },
});
