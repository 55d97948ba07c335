import { defineProblems } from '#kernel/problem.ts';

/** Why a backup is not made, or not restored. */
export const backupProblem = defineProblems('backup', {
  'busy': { status: 409, th: 'กำลังสำรองข้อมูลอยู่แล้วในอีกโพรเซสหนึ่ง', en: 'Another process is making a backup', nextTh: 'รอให้เสร็จก่อน แล้วสั่งใหม่', nextEn: 'Wait until it has ended, then try again.' },
  'object-differs': { status: 500, th: 'ไฟล์ที่เขียนลงที่สำรองอ่านกลับมาไม่ตรงกับที่เขียน', en: 'What was written to the backup is not what can be read from it', nextTh: 'ตรวจดิสก์ปลายทาง แล้วสำรองใหม่', nextEn: 'Check the disk of the backup and back up again.' },
  'not-found': { status: 404, th: 'ไม่พบชุดสำรองที่สมบูรณ์', en: 'There is no complete backup there', nextTh: 'ตรวจที่อยู่ และดูรายการด้วย saphan backup --list', nextEn: 'Check the place, and see what is there with saphan backup --list.' },
  'damaged': { status: 422, th: 'ชุดสำรองเสียหาย จึงไม่กู้คืน', en: 'The backup is damaged and is not restored', nextTh: 'ใช้ชุดสำรองก่อนหน้า (--at) หรือสำเนาอื่น', nextEn: 'Use an earlier backup (--at), or another copy.' },
  'place-taken': { status: 409, th: 'ที่ที่จะกู้คืนไม่ว่าง', en: 'The place to restore into is not empty', nextTh: 'กู้คืนลงโฟลเดอร์ข้อมูล ฐานข้อมูล และคลังไฟล์ที่ว่างเท่านั้น', nextEn: 'Restore into an empty data folder, database and object store only.' },
  'newer': { status: 422, th: 'ชุดสำรองมาจากรุ่นที่ใหม่กว่าหรือต่างจากโปรแกรมนี้', en: 'The backup was made by a newer or different release', nextTh: 'ใช้สะพานรุ่นที่ระบุในชุดสำรองหรือใหม่กว่า', nextEn: 'Use the release that the backup names, or a later one.' },
  'key-needed': { status: 422, th: 'ชุดสำรองนี้ไม่มีกุญแจหลักอยู่ด้วย', en: 'The backup does not hold the master key', nextTh: 'วางแฟ้มกุญแจเดิมไว้ที่ SAPHAN_MASTER_KEY_FILE ก่อน หรือใช้ --without-key หากยอมให้ความลับที่ผนึกไว้อ่านไม่ได้', nextEn: 'Put the key file where SAPHAN_MASTER_KEY_FILE says first, or say --without-key if sealed secrets may stay unreadable.' },
  'other-key': { status: 422, th: 'กุญแจหลักที่วางไว้ไม่ใช่ดอกที่ใช้เมื่อสำรอง', en: 'The master key there is not the one of the backup', nextTh: 'วางแฟ้มกุญแจที่ถูกต้อง', nextEn: 'Put the right key file there.' },
});
