import { defineProblems } from '#kernel/problem.ts';
import { later, mendSource } from '../next-steps.ts';

/** Problems that several makes of databases have and that need other words than a refused statement. */
export const databaseProblem = defineProblems('connectors', {
  'account-locked': { status: 502, th: 'บัญชีนี้ถูกล็อก ถูกปิด หรือรหัสผ่านหมดอายุ', en: 'The account is locked or disabled, or its password has expired', nextTh: 'ให้ผู้ดูแลฐานข้อมูลปลดล็อกบัญชีหรือตั้งรหัสผ่านใหม่ แล้วกดทดสอบการเชื่อมต่อ', nextEn: 'Have the database administrator unlock it or set a new password, then test the connection.', retry: 'config' },
  'service-missing': { status: 502, th: 'เครื่องนี้ไม่มีฐานข้อมูลชื่อนี้ หรือบัญชีนี้เข้าไม่ได้', en: 'This host has no database of this name, or the account may not enter it', ...mendSource, retry: 'config' },
  'server-too-old': { status: 502, th: 'ฐานข้อมูลรุ่นนี้เก่าเกินกว่าจะอ่านได้', en: 'This version of the database is too old to be read', nextTh: 'ให้หน่วยงานส่งออกเป็นไฟล์ หรือปรับรุ่นของฐานข้อมูล', nextEn: 'Have the agency export files, or upgrade the database.', retry: 'config' },
  'rights-missing': { status: 403, th: 'บัญชีนี้ไม่มีสิทธิอ่านข้อมูลนี้', en: 'The account may not read this data', nextTh: 'ให้ผู้ดูแลฐานข้อมูลให้สิทธิอ่าน (SELECT) แก่บัญชีนี้', nextEn: 'Have the database administrator grant SELECT to the account.', retry: 'config' },
  'column-unreadable': { status: 422, th: 'มีคอลัมน์ที่อ่านเป็นข้อความไม่ได้', en: 'A column cannot be read as text', nextTh: 'ใช้คำสั่ง SELECT ที่แปลงคอลัมน์นั้นเป็นข้อความ หรือไม่เลือกคอลัมน์นั้น', nextEn: 'Use a SELECT statement that turns the column into text, or leave the column out.', retry: 'config' },
  'row-too-large': { status: 422, th: 'มีแถวที่ใหญ่เกินกว่าจะอ่านได้', en: 'A row is larger than can be read', nextTh: 'ใช้คำสั่ง SELECT ที่ไม่เลือกคอลัมน์ขนาดใหญ่ เช่น แฟ้มแนบ', nextEn: 'Use a SELECT statement that leaves out large columns, such as attached files.', retry: 'config' },
  'snapshot-lost': { status: 503, th: 'ฐานข้อมูลเก็บภาพ ณ เวลาเริ่มอ่านไว้ไม่นานพอ จึงไม่เก็บส่วนที่ได้รับไว้', en: 'The database did not keep the moment of the reading long enough; nothing was kept', nextTh: 'ระบบจะลองใหม่เอง ถ้ายังพบ ให้อ่านในเวลาที่มีการแก้ไขน้อย หรือให้ผู้ดูแลฐานข้อมูลเพิ่มเวลาเก็บ (undo, tempdb)', nextEn: 'It is tried again by itself. If it stays, read when little is changed, or have the database administrator keep it longer (undo, tempdb).', retry: 'transient' },
  'read-interrupted': { status: 503, th: 'ฐานข้อมูลยุติการอ่านเพราะชนกับงานอื่น จึงไม่เก็บส่วนที่ได้รับไว้', en: 'The database ended the reading because it stood in the way of other work; nothing was kept', ...later, retry: 'transient' },
});
