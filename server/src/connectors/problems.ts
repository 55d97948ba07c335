import { defineProblems } from '#kernel/problem.ts';
import { later, mendSource } from './next-steps.ts';

/** Problems of fetching from a source; `retry` tells transient ones from those that a person must settle. */
export const connectorProblem = defineProblems('connectors', {
  'path-missing': { status: 404, th: 'ไม่พบไฟล์หรือโฟลเดอร์ต้นทาง', en: 'The source file or folder is not there', ...mendSource, retry: 'config' },
  'no-file-yet': { status: 404, th: 'ยังไม่มีไฟล์ที่ตรงเงื่อนไขในโฟลเดอร์ต้นทาง', en: 'The source folder holds no matching file yet', nextTh: 'วางไฟล์ในโฟลเดอร์ ระบบจะลองใหม่เอง', nextEn: 'Put the file into the folder; it is tried again by itself.', retry: 'transient' },
  'path-refused': { status: 403, th: 'ไม่อนุญาตให้อ่านไฟล์นอกโฟลเดอร์ที่กำหนด', en: 'Files outside the allowed folders may not be read', ...mendSource, retry: 'config' },
  'path-unreadable': { status: 403, th: 'ระบบไม่มีสิทธิอ่านไฟล์ต้นทาง', en: 'The source file may not be read by the server', nextTh: 'ให้สิทธิอ่านแก่ผู้ใช้ที่ระบบทำงานอยู่', nextEn: 'Give the account that runs the server the right to read it.', retry: 'config' },
  'file-changed': { status: 409, th: 'ไฟล์เปลี่ยนไประหว่างที่อ่าน จึงไม่รับส่วนที่อ่านไว้', en: 'The file changed while it was read; nothing was kept', ...later, retry: 'transient' },
  'file-growing': { status: 409, th: 'ไฟล์ยังเขียนไม่เสร็จ', en: 'The file is still being written', ...later, retry: 'transient' },
  'encoding-refused': { status: 502, th: 'ต้นทางส่งไฟล์แบบบีบอัดทั้งที่ขอแบบไม่บีบอัด', en: 'The source sends a compressed transfer though none was asked for', nextTh: 'ปิดการบีบอัดที่เครื่องต้นทาง', nextEn: 'Switch compression off at the source.', retry: 'config' },
  'sign-in-refused': { status: 502, th: 'ต้นทางไม่รับชื่อผู้ใช้ รหัสผ่าน กุญแจ หรือโทเคนนี้', en: 'The source refuses this user, password, key or token', ...mendSource, retry: 'config' },
  'login-refused': { status: 502, th: 'ฐานข้อมูลไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้', en: 'The database refuses this user or password', ...mendSource, retry: 'config' },
  'query-refused': { status: 422, th: 'ฐานข้อมูลไม่รับคำสั่งนี้', en: 'The database refuses this query', ...mendSource, retry: 'config' },
  'query-not-select': { status: 422, th: 'รับเฉพาะคำสั่งอ่าน (SELECT) เพียงคำสั่งเดียว', en: 'Only a single reading statement (SELECT) is accepted', ...mendSource, retry: 'config' },
  'table-missing': { status: 422, th: 'ไม่พบตารางหรือคอลัมน์ในฐานข้อมูล', en: 'The database has no such table or column', ...mendSource, retry: 'config' },
  'query-too-slow': { status: 504, th: 'ฐานข้อมูลตอบไม่ทันเวลาที่กำหนด', en: 'The database did not answer in time', nextTh: 'เพิ่มเวลาที่ให้ หรือเลือกข้อมูลให้น้อยลง', nextEn: 'Allow more time, or select less.', retry: 'transient' },
  'database-vanished': { status: 502, th: 'การเชื่อมต่อฐานข้อมูลขาดกลางทาง จึงไม่เก็บส่วนที่ได้รับไว้', en: 'The connection to the database broke off; nothing was kept', ...later, retry: 'transient' },
  'database-unreachable': { status: 502, th: 'ติดต่อฐานข้อมูลไม่ได้', en: 'The database cannot be reached', ...later, retry: 'transient' },
  'tls-refused': { status: 502, th: 'ตรวจใบรับรองของฐานข้อมูลไม่ผ่าน', en: 'The certificate of the database cannot be trusted', nextTh: 'ใส่ใบรับรองของผู้ออกใบรับรอง หรือให้หน่วยงานต่ออายุใบรับรอง', nextEn: 'Give the certificate of its authority, or have the agency renew its certificate.', retry: 'config' },
  'cursor-refused': { status: 422, th: 'คอลัมน์ที่ใช้ไล่ข้อมูลใหม่ใช้ไม่ได้', en: 'The column that tells what is new cannot be used', nextTh: 'เลือกคอลัมน์วันที่ จำนวน หรือข้อความที่เพิ่มขึ้นเสมอ', nextEn: 'Choose a column of dates, exact numbers or text that only grows.', retry: 'config' },
  'partition-refused': { status: 422, th: 'ต้นทางนี้ให้ข้อมูลทีละงวดแบบนี้ไม่ได้', en: 'The source cannot give its data by such a partition', nextTh: 'แบ่งงวดตามคอลัมน์ที่ต้นทางเก็บเป็นวันที่หรือเป็นค่านั้น หรืออ่านทั้งหมด', nextEn: 'Divide by a column that the source keeps as a date, or as this value; or read everything.', retry: 'config' },
});
