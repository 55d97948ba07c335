import { defineProblems } from '#kernel/problem.ts';

const again = { nextTh: 'กลับไปหน้าการประชุม', nextEn: 'Go back to the meetings.' };

/** Problems of committees, meetings and tasks. */
export const meetingProblem = defineProblems('meetings', {
  'committee-not-found': { status: 404, th: 'ไม่พบคณะกรรมการนี้', en: 'No such committee', ...again },
  'meeting-not-found': { status: 404, th: 'ไม่พบการประชุมนี้', en: 'No such meeting', ...again },
  'task-not-found': { status: 404, th: 'ไม่พบงานนี้', en: 'No such task', nextTh: 'กลับไปหน้างานตามมติ', nextEn: 'Go back to the tasks.' },
  'printing-not-found': { status: 404, th: 'ไม่พบการพิมพ์ครั้งนี้', en: 'No such printing', ...again },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้ไขส่วนนี้ไปแล้วระหว่างที่ท่านแก้ไข', en: 'Somebody changed this while you did', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูฉบับล่าสุด แล้วบันทึกทับจากฉบับนั้น', nextEn: 'What you wrote is still on your screen: look at the newest version, then save on top of it.' },
  'not-a-date': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2026-09-30', nextEn: 'Write the day as year-month-day, for example 2026-09-30.' },
  'not-a-time': { status: 422, th: 'ไม่มีเวลานี้', en: 'There is no such time', nextTh: 'เขียนเวลาแบบ 09:30', nextEn: 'Write the time as 09:30.' },
  'era-mistaken': { status: 422, th: 'ปีเป็นพุทธศักราช แต่ช่องนี้ใช้คริสต์ศักราช', en: 'The year is of the Buddhist era', nextTh: 'วันที่ที่ส่งถึงระบบใช้ ค.ศ.', nextEn: 'Days sent to the system are of the common era.' },
  'ends-before-start': { status: 422, th: 'สิ้นสุดก่อนเริ่ม', en: 'It ends before it starts', nextTh: 'แก้วันหรือเวลาเริ่ม หรือวันหรือเวลาสิ้นสุด', nextEn: 'Mend one of the two.' },
  'person-twice': { status: 422, th: 'มีชื่อเดียวกันสองครั้ง', en: 'Somebody is listed twice', nextTh: 'เหลือไว้ชื่อเดียว', nextEn: 'Leave one of them.' },
  'seat-unknown': { status: 422, th: 'ไม่มีตำแหน่งนี้ในคณะกรรมการ', en: 'The committee has no such seat', nextTh: 'เปิดหน้าใหม่แล้วเลือกจากรายชื่อกรรมการ', nextEn: 'Open the page again and choose from the members.' },
  'agency-unknown': { status: 422, th: 'ไม่พบหน่วยงานนี้ หรือหน่วยงานเลิกไปแล้ว', en: 'There is no such agency, or it ended', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
  'person-unknown': { status: 422, th: 'ไม่พบบุคคลนี้', en: 'There is no such person', nextTh: 'เลือกบุคคลจากทะเบียน หรือเว้นว่างไว้ให้ผู้รับผิดชอบของหน่วยงาน', nextEn: 'Choose a person of the register, or leave it to whoever is responsible in the agency.' },
  'outside-committee': { status: 422, th: 'วันประชุมอยู่นอกช่วงเวลาของคณะกรรมการ', en: 'The committee does not sit on that day', nextTh: 'แก้วันประชุม หรือแก้วันตั้งและวันสิ้นสุดของคณะกรรมการก่อน', nextEn: 'Mend the day, or the days from and to which the committee sits.' },
  'figures-after-meeting': { status: 422, th: 'วันของข้อมูลอยู่หลังวันประชุม', en: 'The figures would be of a day after the meeting', nextTh: 'เลือกวันประชุมหรือวันก่อนหน้า', nextEn: 'Choose the day of the meeting or an earlier one.' },
  'other-year': { status: 409, th: 'ย้ายไปปีปฏิทินอื่นไม่ได้ เพราะเลขครั้งที่นับตามปี', en: 'It cannot move to another calendar year: its number counts within the year', nextTh: 'ยกเลิกการประชุมนี้พร้อมเหตุผล แล้วนัดใหม่ในปีนั้น', nextEn: 'Cancel this meeting with the reason, and call one in that year.' },
  'meeting-over': { status: 409, th: 'การประชุมปิดหรือยกเลิกไปแล้ว', en: 'The meeting is closed or cancelled', nextTh: 'ระเบียบวาระและกำหนดการเปลี่ยนไม่ได้อีก รายงานการประชุมยังแก้ได้จนกว่าจะรับรอง', nextEn: 'Agenda and details change no more; the minutes do until they are adopted.' },
  'not-yet-held': { status: 409, th: 'ยังไม่ถึงวันประชุม', en: 'The day of the meeting has not come yet', nextTh: 'ปิดการประชุมได้ตั้งแต่วันประชุม', nextEn: 'Close it on the day of the meeting or later.' },
  'no-attendance': { status: 409, th: 'ยังไม่ได้บันทึกผู้มาประชุม', en: 'Nobody wrote down who came', nextTh: 'บันทึกผู้มาประชุมก่อน', nextEn: 'Write down who came first.' },
  'no-minutes': { status: 409, th: 'ยังไม่มีรายงานการประชุมที่จะเวียน หรือยังไม่ปิดการประชุม', en: 'There are no minutes to circulate, or the meeting is not closed', nextTh: 'จดรายงานการประชุมและปิดการประชุมก่อน', nextEn: 'Write the minutes and close the meeting first.' },
  'not-circulated': { status: 409, th: 'ฉบับล่าสุดของรายงานยังไม่ได้เวียน', en: 'The newest version of the minutes was not circulated', nextTh: 'เวียนรายงานก่อน แล้วจึงรับรอง', nextEn: 'Circulate them first.' },
  'minutes-adopted': { status: 409, th: 'รายงานการประชุมรับรองแล้ว แก้ไขไม่ได้', en: 'The minutes are adopted and change no more', nextTh: 'บันทึกสิ่งที่ต้องแก้ในรายงานของการประชุมครั้งต่อไป', nextEn: 'Write what has to be corrected into the minutes of the next meeting.' },
  'adopted-elsewhere': { status: 422, th: 'รับรองในการประชุมนี้ไม่ได้', en: 'That meeting cannot adopt them', nextTh: 'เลือกการประชุมครั้งหลังของคณะเดียวกันที่ไม่ถูกยกเลิกและถึงวันประชุมแล้ว', nextEn: 'Choose a later meeting of the same committee that is not cancelled and whose day has come.' },
  'no-such-resolution': { status: 422, th: 'ไม่มีมติมอบหมายในวาระนี้', en: 'The minutes have no resolution that assigns something there', nextTh: 'จดมติว่ามอบหมายในรายงานการประชุมก่อน', nextEn: 'Write into the minutes that something was assigned.' },
  'due-before-today': { status: 422, th: 'กำหนดเวลาอยู่ก่อนหรือตรงกับวันประชุม', en: 'It would be due on or before the day of the meeting', nextTh: 'เลือกวันหลังวันประชุม', nextEn: 'Choose a day after the meeting.' },
  'task-over': { status: 409, th: 'งานนี้เสร็จหรือยกเลิกไปแล้ว', en: 'The task is done or withdrawn', nextTh: 'หากยังมีเรื่องค้าง ให้มอบหมายงานใหม่', nextEn: 'If something is left, assign a new task.' },
  'task-done-by-fact': { status: 409, th: 'งานนี้เสร็จเมื่อชุดข้อมูลเชื่อมโยงแล้ว ปิดด้วยมือไม่ได้', en: 'The task is done when its datasets are linked; nobody ticks it', nextTh: 'เชื่อมโยงชุดข้อมูลให้ครบ หรือยกเลิกงานพร้อมเหตุผล', nextEn: 'Link the datasets, or withdraw the task with the reason.' },
  'other-agency': { status: 403, th: 'งานนี้เป็นของหน่วยงานอื่น', en: 'The task is of another agency', nextTh: 'รายงานได้เฉพาะงานของหน่วยงานตน', nextEn: 'Report on tasks of your own agency only.' },
});
