import { defineProblems } from '#kernel/problem.ts';

/** Problems of looking at the uses of one's data; no message ever holds a number. */
export const trackerProblem = defineProblems('tracker', {
  'number-refused': { status: 422, th: 'เลขประจำตัวประชาชนไม่ถูกต้อง', en: 'The citizen id is not valid', nextTh: 'ตรวจเลข 13 หลักจากบัตรประชาชน', nextEn: 'Check the 13 digits against the card.' },
  'number-unknown': { status: 409, th: 'บัญชีนี้ยังไม่มีเลขประจำตัวประชาชนที่พิสูจน์แล้ว', en: 'No proven citizen id belongs to this account', nextTh: 'ลงชื่อเข้าใช้ด้วย ThaiD แล้วเปิดหน้านี้อีกครั้ง', nextEn: 'Sign in with ThaiD, then open this page again.' },
  'number-other': { status: 422, th: 'เลขนี้ไม่ตรงกับเลขของบัญชีที่ลงชื่อเข้าใช้', en: 'This is not the number of the account that is signed in', nextTh: 'ใส่เลขประจำตัวประชาชนของท่านเอง ดูข้อมูลของผู้อื่นไม่ได้', nextEn: 'Type your own citizen id; nobody sees the uses of somebody else’s data.' },
  'too-many-misses': { status: 429, th: 'ใส่เลขไม่ตรงหลายครั้งเกินไป', en: 'The number did not match too often', nextTh: 'รอหนึ่งชั่วโมงแล้วลองใหม่', nextEn: 'Wait an hour, then try again.' },
  'session-needed': { status: 403, th: 'ดูได้เฉพาะผู้ที่ลงชื่อเข้าใช้ด้วยตนเอง', en: 'Only a person who signed in may look', nextTh: 'ลงชื่อเข้าใช้ด้วย ThaiD', nextEn: 'Sign in with ThaiD.' },
  'place-unknown': { status: 400, th: 'ตำแหน่งหน้าถัดไปไม่ถูกต้อง', en: 'The place of the next page is not valid', nextTh: 'กลับไปหน้าแรกของรายการ', nextEn: 'Go back to the first page.' },
  'subject-missing': { status: 400, th: 'ไม่มีเลขประจำตัวของเจ้าของข้อมูลในหัวคำขอ X-Road-UserId', en: 'The header X-Road-UserId names no data subject', nextTh: 'ใส่ TH ตามด้วยเลข 13 หลักในหัวคำขอ X-Road-UserId', nextEn: 'Send TH and the 13 digits in the header X-Road-UserId.' },
  'period-refused': { status: 400, th: 'ช่วงเวลาไม่ถูกต้อง', en: 'The period is not valid', nextTh: 'เขียนเวลาแบบ ISO 8601 ค.ศ. และให้วันเริ่มมาก่อนวันสิ้นสุด', nextEn: 'Write both as ISO 8601 of the common era, the start before the end.' },
});
