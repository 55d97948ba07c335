import { defineProblems } from '#kernel/problem.ts';

/** Problems of surveys. */
export const readinessProblem = defineProblems('readiness', {
  'campaign-not-found': { status: 404, th: 'ไม่พบรอบสำรวจนี้ในวันที่เลือก', en: 'There was no such campaign on that day', nextTh: 'กลับไปหน้ารายการรอบสำรวจ', nextEn: 'Go back to the list of campaigns.' },
  'form-not-found': { status: 404, th: 'ไม่พบแบบตอบของหน่วยงานนี้', en: 'No such form', nextTh: 'กลับไปหน้ารอบสำรวจ ท่านเห็นแบบตอบของหน่วยงานท่านเท่านั้น', nextEn: 'Go back to the campaign; you see the form of your own agency only.' },
  'row-not-found': { status: 404, th: 'ไม่พบรายการนี้ในแบบตอบ', en: 'The form has no such row', nextTh: 'เปิดแบบตอบใหม่', nextEn: 'Open the form again.' },
  'not-your-agency': { status: 403, th: 'แบบตอบนี้เป็นของหน่วยงานอื่น', en: 'This form is of another agency', nextTh: 'ตอบได้เฉพาะแบบตอบของหน่วยงานท่าน', nextEn: 'You answer for your own agency only.' },
  'only-data-owner': { status: 403, th: 'ส่งแบบตอบได้เฉพาะหัวหน้าหรือเจ้าของข้อมูลของหน่วยงาน', en: 'Only the head or data owner of the agency may submit', nextTh: 'บันทึกคำตอบไว้ แล้วแจ้งเจ้าของข้อมูลให้ส่ง', nextEn: 'Save the answers, and ask the data owner to submit them.' },
  'nothing-listed': { status: 422, th: 'ไม่มีชุดข้อมูลหรือหน่วยงานให้สำรวจ', en: 'There is nothing to ask about', nextTh: 'เลือกหน่วยงานหรือรายการชุดข้อมูลใหม่', nextEn: 'Choose other agencies or another list of datasets.' },
  'unknown-choice': { status: 422, th: 'มีสิ่งที่เลือกซึ่งไม่มีอยู่', en: 'Something that was chosen does not exist', nextTh: 'แก้สิ่งที่ระบุไว้', nextEn: 'Mend what is named.' },
  'not-a-date': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2026-09-30', nextEn: 'Write the day as year-month-day, for example 2026-09-30.' },
  'era-mistaken': { status: 422, th: 'ปีเป็นพุทธศักราช', en: 'The year is of the Buddhist era', nextTh: 'วันที่ที่ส่งถึงระบบใช้ ค.ศ.', nextEn: 'Days sent to the system are of the common era.' },
  'opens-in-past': { status: 422, th: 'วันเปิดผ่านไปแล้ว', en: 'It would open in the past', nextTh: 'เลือกวันนี้หรือวันหลังจากนี้', nextEn: 'Choose today or a later day.' },
  'answer-refused': { status: 422, th: 'คำตอบไม่ตรงกับที่ถาม', en: 'An answer does not fit its question', nextTh: 'แก้คำตอบที่ระบุไว้ คำตอบอื่นยังอยู่ในหน้าจอ', nextEn: 'Mend the answer that is named; the others are still on your screen.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้ไขรายการนี้ไปแล้วระหว่างที่ท่านแก้ไข', en: 'Somebody changed this row while you did', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูคำตอบล่าสุด แล้วบันทึกอีกครั้ง', nextEn: 'What you wrote is still on your screen: look at the newest answers, then save again.' },
  'not-open': { status: 409, th: 'แบบตอบนี้ยังไม่เปิดหรือปิดรับแล้ว', en: 'This form is not open', nextTh: 'รอวันเปิด หรือขอให้ฝ่ายเลขานุการเปิดใหม่', nextEn: 'Wait for the day on which it opens, or ask the secretariat to open it again.' },
  'incomplete': { status: 422, th: 'ยังตอบไม่ครบ', en: 'Answers are missing', nextTh: 'ตอบข้อที่ระบุไว้ แล้วส่งอีกครั้ง', nextEn: 'Answer what is named, then submit again.' },
  'not-in-that-state': { status: 409, th: 'ทำไม่ได้ในสถานะนี้ของแบบตอบ', en: 'This cannot be done with the form as it stands', nextTh: 'เปิดแบบตอบใหม่เพื่อดูสถานะล่าสุด', nextEn: 'Open the form again to see how it stands.' },
  'already-ended': { status: 409, th: 'รอบสำรวจนี้ยุติแล้ว', en: 'This campaign has ended', nextTh: 'ดูได้อย่างเดียว', nextEn: 'It can only be read.' },
  'too-many': { status: 422, th: 'มีรายการเพิ่มเติมหรือความต้องการมากเกินไป', en: 'There are too many additions or needs', nextTh: 'รวมรายการที่เหมือนกันหรือถอนรายการที่ไม่ใช้', nextEn: 'Put together what is alike, or withdraw what is not used.' },
  'own-agency': { status: 422, th: 'ข้อมูลที่ต้องการเป็นของหน่วยงานท่านเอง', en: 'What is needed is of your own agency', nextTh: 'เลือกหน่วยงานอื่น', nextEn: 'Choose another agency.' },
  'nothing-to-adopt': { status: 422, th: 'ไม่มีวันที่ให้นำไปใช้', en: 'There is no day to adopt', nextTh: 'เลือกรายการที่ตอบวันที่ไว้และต่างจากแผน', nextEn: 'Choose rows that name a day which differs from the plan.' },
  'workbook-unreadable': { status: 422, th: 'อ่านสมุดงานไม่ได้', en: 'The workbook cannot be read', nextTh: 'บันทึกเป็น .xlsx ธรรมดาแล้วส่งใหม่', nextEn: 'Save it as a plain .xlsx and send it again.' },
  'workbook-too-large': { status: 413, th: 'สมุดงานใหญ่เกินกำหนด', en: 'The workbook is too large', nextTh: 'ส่งเฉพาะแบบตอบที่ดาวน์โหลดไป (ไม่เกิน 5 MB)', nextEn: 'Send only the form that was downloaded (5 MB at most).' },
  'workbook-held': { status: 422, th: 'สมุดงานมีสิ่งที่ต้องแก้ก่อน ยังไม่มีคำตอบใดถูกบันทึก', en: 'The workbook must be mended first; no answer was saved', nextTh: 'แก้ช่องที่ระบุไว้แล้วส่งใหม่', nextEn: 'Mend the cells that are named and send it again.' },
  'preview-changed': { status: 409, th: 'แบบตอบหรือไฟล์เปลี่ยนไปหลังจากดูตัวอย่าง', en: 'The form or the file changed since the preview', nextTh: 'ดูตัวอย่างอีกครั้งแล้วจึงรับ', nextEn: 'Look at the preview again, then take it.' },
});
