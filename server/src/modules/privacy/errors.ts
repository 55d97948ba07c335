import { defineProblems } from '#kernel/problem.ts';

/** Problems of records of processing. */
export const privacyProblem = defineProblems('privacy', {
  'record-not-found': { status: 404, th: 'ไม่พบบันทึกรายการนี้', en: 'There is no such record of processing', nextTh: 'กลับไปหน้ารายการ', nextEn: 'Go back to the list.' },
  'not-own-agency': { status: 403, th: 'ท่านไม่ได้ดูแลบันทึกรายการของหน่วยงานนี้', en: "You do not keep this agency's records", nextTh: 'ให้ผู้ดูแลข้อมูลหรือเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของหน่วยงานนั้นดำเนินการ', nextEn: "That agency's steward or data protection officer has to do it." },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้ไขบันทึกรายการนี้ไปแล้วระหว่างที่ท่านแก้ไข', en: 'Somebody changed this record while you did', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูฉบับล่าสุด แล้วบันทึกทับจากฉบับนั้น', nextEn: 'What you wrote is still on your screen: look at the newest version, then save on top of it.' },
  'record-not-ready': { status: 422, th: 'บันทึกรายการยังไม่ครบหรือไม่ถูกต้อง', en: 'The record is not complete or not right', nextTh: 'แก้แต่ละข้อที่ระบุ แล้วบันทึกอีกครั้ง', nextEn: 'Mend each place that is named, then save again.' },
  'record-ended': { status: 409, th: 'บันทึกรายการนี้เลิกใช้แล้ว', en: 'This record has ended', nextTh: 'สร้างบันทึกรายการใหม่', nextEn: 'Write a new one.' },
  'post-unknown': { status: 422, th: 'หน่วยงานนี้ไม่มีตำแหน่งที่ระบุ', en: 'The agency has no such post', nextTh: 'เลือกจากรายการตำแหน่งของหน่วยงาน', nextEn: 'Choose one of its posts.' },
  'day-refused': { status: 422, th: 'วันที่ใช้ไม่ได้', en: 'The day cannot be used', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. ไม่เกินวันนี้ เช่น 2026-11-22', nextEn: 'Write it as year-month-day, not later than today, for example 2026-11-22.' },
});
