import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('plans', {
  'as-of-in-future': { status: 422, th: 'วันที่ขอดูยังมาไม่ถึง', en: 'The as-of date has not come yet', nextTh: 'เลือกวันนี้หรือวันก่อนหน้า', nextEn: 'Choose today or an earlier day.' },
  'not-a-date': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2026-09-30', nextEn: 'Write the day as year-month-day, for example 2026-09-30.' },
  'reason-missing': { status: 422, th: 'การเปลี่ยนกำหนดต้องบอกเหตุผล', en: 'A change of the due date needs a reason', nextTh: 'เขียนเหตุผลสั้น ๆ กำหนดเดิมจะยังแสดงคู่กัน', nextEn: 'Write a short reason; the first due date stays visible beside it.' },
  'nothing-overdue': { status: 422, th: 'หน่วยงานนี้ไม่มีชุดข้อมูลที่เกินกำหนดในวันนั้น', en: 'Nothing of this agency was overdue on that day', nextTh: 'เลือกวันอื่น หรือหน่วยงานที่มีชุดข้อมูลเกินกำหนด', nextEn: 'Choose another day, or an agency with overdue datasets.' },
  'letter-of-another': { status: 403, th: 'หนังสือนี้ถึงหน่วยงานอื่น', en: 'This letter is to another agency', nextTh: 'เปิดหนังสือของหน่วยงานตน', nextEn: 'Open the letter to your own agency.' },
  'agency-not-on-board': { status: 404, th: 'ไม่พบหน่วยงานนี้บนกระดาน', en: 'This agency is not on the board', nextTh: 'เลือกหน่วยงานจากกระดาน', nextEn: 'Choose an agency of the board.' },
});
