import { defineProblems } from '#kernel/problem.ts';

/** Problems of daily statements. */
export const statementProblem = defineProblems('exchange', {
  'statement-not-found': { status: 404, th: 'ไม่พบใบสรุปรายวันนี้', en: 'No such daily statement', nextTh: 'กลับไปหน้ารายการ', nextEn: 'Go back to the list.' },
  'statement-day-refused': { status: 422, th: 'วันที่ของใบสรุปไม่ถูกต้อง', en: 'This is no day of a statement', nextTh: 'ใช้วันที่แบบ ค.ศ. เช่น 2026-11-20', nextEn: 'Write the day such as 2026-11-20.' },
  'statement-other-side': { status: 403, th: 'ตอบแทนอีกฝ่ายไม่ได้', en: 'Only a party speaks for its side', nextTh: 'ให้หน่วยงานของฝ่ายนั้นเป็นผู้ตอบ', nextEn: 'Let the agency of that side answer.' },
  'statement-remark-needed': { status: 422, th: 'เมื่อไม่ตรงกับบันทึกของท่าน ต้องบอกว่าต่างกันอย่างไร', en: 'Say what differs from your own record', nextTh: 'เขียนจำนวนหรือเลขลำดับที่ต่างกัน', nextEn: 'Write the counts or sequence numbers that differ.' },
  'statement-own-record-differs': { status: 422, th: 'ยืนยันว่าตรงกันไม่ได้ เพราะบันทึกของท่านต่างจากใบสรุป', en: 'What your own record says is not what the statement says, so it does not match', nextTh: 'ตอบว่าไม่ตรง พร้อมบอกว่าต่างกันอย่างไร', nextEn: 'Answer that it differs and say what does.' },
  'statement-signature-wrong': { status: 422, th: 'ลายมือชื่อของระบบไม่ตรงกับข้อความ', en: "The system's signature does not hold for the text", nextTh: 'ลงลายมือชื่อบนข้อความทุกตัวอักษรด้วยกุญแจของระบบฝ่ายนั้น', nextEn: 'Sign the text letter by letter with a key of that side’s system.' },
  'statement-said-meanwhile': { status: 409, th: 'มีผู้ตอบแทนฝ่ายเดียวกันหลังจากที่ท่านเปิดหน้านี้', en: 'Somebody of the same side answered since you opened the page', nextTh: 'โหลดหน้าใหม่แล้วดูคำตอบนั้น', nextEn: 'Reload the page and look at that answer.' },
});
