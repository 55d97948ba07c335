import { defineProblems } from '#kernel/problem.ts';

/** Problems of the action plan. */
export const projectProblem = defineProblems('projects', {
  'plan-not-found': { status: 404, th: 'ไม่พบแผนปฏิบัติการนี้', en: 'No such action plan', nextTh: 'กลับไปหน้ารายการแผน', nextEn: 'Go back to the list of plans.' },
  'plan-not-yet': { status: 404, th: 'วันนั้นยังไม่มีแผนนี้', en: 'There was no such plan on that day', nextTh: 'เลือกวันหลังจากตั้งแผน หรือดูปัจจุบัน', nextEn: 'Choose a day after it was set up, or look at now.' },
  'part-not-found': { status: 404, th: 'ไม่พบส่วนนี้ของแผนในวันที่เลือก', en: 'The plan had no such part on that day', nextTh: 'กลับไปหน้าแผน หรือเลือกวันอื่น', nextEn: 'Go back to the plan, or choose another day.' },
  'slug-taken': { status: 409, th: 'มีแผนที่ใช้ชื่อย่อนี้แล้ว', en: 'Another plan has this short name', nextTh: 'เลือกชื่อย่ออื่น', nextEn: 'Choose another short name.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้ไขส่วนนี้ไปแล้วระหว่างที่ท่านแก้ไข', en: 'Somebody changed this while you did', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูฉบับล่าสุด แล้วบันทึกทับจากฉบับนั้น', nextEn: 'What you wrote is still on your screen: look at the newest version, then save on top of it.' },
  'era-mistaken': { status: 422, th: 'ปีอยู่คนละศักราชกับที่ช่องนี้ใช้', en: 'The year is of the other era', nextTh: 'ปีงบประมาณใช้ พ.ศ. วันที่ที่ส่งถึงระบบใช้ ค.ศ.', nextEn: 'Fiscal years are of the Buddhist era; days sent to the system are of the common era.' },
  'not-a-date': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2026-09-30', nextEn: 'Write the day as year-month-day, for example 2026-09-30.' },
  'outside-plan': { status: 422, th: 'วันหรือปีอยู่นอกช่วงของแผน', en: 'A day or year lies outside the plan', nextTh: 'แก้วันหรือปีให้อยู่ในช่วงปีงบประมาณของแผน หรือขยายช่วงของแผนก่อน', nextEn: 'Bring it within the fiscal years of the plan, or widen the plan first.' },
  'outside-project': { status: 422, th: 'ปีของงบประมาณอยู่นอกช่วงของโครงการ', en: 'A budget year lies outside the project', nextTh: 'แก้ปีงบประมาณ หรือแก้วันเริ่มและวันสิ้นสุดของโครงการ', nextEn: 'Mend the fiscal year, or the days on which the project starts and ends.' },
  'ends-before-start': { status: 422, th: 'วันสิ้นสุดอยู่ก่อนวันเริ่ม', en: 'It ends before it starts', nextTh: 'แก้วันเริ่มหรือวันสิ้นสุด', nextEn: 'Mend one of the two.' },
  'year-twice': { status: 422, th: 'มีงบประมาณของปีเดียวกันสองรายการ', en: 'One fiscal year has two budgets', nextTh: 'รวมเป็นรายการเดียว', nextEn: 'Put them together.' },
  'still-holds': { status: 409, th: 'ยังมีโครงการหรือชุดข้อมูลอยู่ข้างใน', en: 'It still holds projects or datasets', nextTh: 'ย้ายหรือนำออกก่อน แล้วจึงยกเลิก', nextEn: 'Move them or take them out first.' },
  'indicator-counts-itself': { status: 409, th: 'ไม่มีตัวชี้วัดนี้ หรือตัวชี้วัดนี้ระบบนับเอง', en: 'There is no such indicator, or it counts itself', nextTh: 'รายงานได้เฉพาะตัวชี้วัดที่กำหนดว่าให้รายงาน', nextEn: 'Only indicators that people tell can be reported.' },
  'counted-in-future': { status: 422, th: 'วันที่นับยังมาไม่ถึง', en: 'The day of counting has not come yet', nextTh: 'เลือกวันนี้หรือวันก่อนหน้า', nextEn: 'Choose today or an earlier day.' },
});
