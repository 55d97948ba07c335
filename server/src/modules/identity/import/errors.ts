import { defineProblems } from '#kernel/problem.ts';

const saveAgain = { nextTh: 'เปิดไฟล์ด้วยโปรแกรมตารางงาน แล้วบันทึกเป็น .xlsx หรือ .csv (UTF-8) ใหม่', nextEn: 'Open the file in a spreadsheet program and save it again as .xlsx or .csv (UTF-8).' };

/** Of files of accounts. */
export const problem = defineProblems('identity', {
  'import-unreadable': { status: 422, th: 'อ่านไฟล์บัญชีนี้ไม่ได้', en: 'The file of accounts cannot be read', ...saveAgain },
  'import-too-large': { status: 413, th: 'ไฟล์บัญชีใหญ่เกินกำหนด', en: 'The file of accounts is larger than allowed', nextTh: 'แบ่งเป็นไฟล์ละไม่เกิน 10,000 แถว และ 5 MB', nextEn: 'Split it into files of at most 10,000 rows and 5 MB.' },
  'import-header': { status: 422, th: 'หัวคอลัมน์ไม่ครบหรือไม่รู้จัก', en: 'The header lacks columns or names unknown ones', nextTh: 'ใช้หัวคอลัมน์ ชื่อผู้ใช้ ชื่อ นามสกุล และถ้ามี อีเมล รหัสบุคลากร เลขประจำตัวประชาชน', nextEn: 'Use the columns user_name, given_name, family_name and, if there are, email, external_id, citizen_id.' },
  'import-has-problems': { status: 422, th: 'ไฟล์บัญชียังมีแถวที่ต้องแก้', en: 'The file of accounts has rows to mend', nextTh: 'แก้ตามบรรทัดและคอลัมน์ที่ระบุ แล้วส่งไฟล์ใหม่', nextEn: 'Mend the named lines and columns and send the file again.' },
  'import-changed': { status: 409, th: 'ผลของไฟล์นี้ไม่เหมือนตอนตรวจแล้ว', en: 'The file would no longer do what was shown', nextTh: 'ตรวจไฟล์อีกครั้ง แล้วยืนยันจากผลล่าสุด', nextEn: 'Preview the file again and confirm what it shows now.' },
});
