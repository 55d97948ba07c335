import { defineProblems } from '#kernel/problem.ts';

/** Problems of the official calendar. */
export const calendarProblem = defineProblems('calendar', {
  'not-a-day': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2026-12-07', nextEn: 'Write the day as year-month-day, for example 2026-12-07.' },
  'count-refused': { status: 422, th: 'จำนวนวันของกำหนดเวลาใช้ไม่ได้', en: 'So many days make no deadline', nextTh: 'ใส่จำนวนเต็มตั้งแต่ 1 ถึง 3650 วัน', nextEn: 'Give a whole number from 1 to 3650 days.' },
  'day-known': { status: 409, th: 'วันหยุดชื่อนี้มีอยู่แล้วในวันนั้น', en: 'That day already has a day off of this name', nextTh: 'ดูรายการของปีนั้น แล้วยืนยันหรือยกเลิกรายการเดิม', nextEn: 'Look at the list of that year; confirm or withdraw the one that is there.' },
  'day-not-found': { status: 404, th: 'ไม่พบวันหยุดนี้', en: 'No such day off', nextTh: 'กลับไปหน้าปฏิทิน', nextEn: 'Go back to the calendar.' },
  'change-not-found': { status: 404, th: 'ไม่พบการเปลี่ยนปฏิทินนี้ หรือไม่ได้เลื่อนกำหนดเวลาใด', en: 'There is no such change of the calendar, or it moved no deadline', nextTh: 'ดูรายการในหน้ากำหนดเวลาที่เลื่อน', nextEn: 'Look at the list of deadlines that moved.' },
  'deadline-not-found': { status: 404, th: 'ไม่พบกำหนดเวลานี้', en: 'There is no such deadline', nextTh: 'กลับไปหน้าของเรื่องนั้น', nextEn: 'Go back to what it is about.' },
  'day-withdrawn': { status: 409, th: 'วันหยุดนี้ถูกยกเลิกไปแล้ว', en: 'This day off is withdrawn', nextTh: 'ประกาศใหม่ภายใต้ชื่ออื่นถ้ากลับมาเป็นวันหยุด', nextEn: 'Declare it anew under another name if offices close after all.' },
});
