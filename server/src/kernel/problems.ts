import { defineProblems } from './problem.ts';

/** Problems any room may meet: requests, hosts, the database, the object store. */
export const kernelProblem = defineProblems('kernel', {
  'not-found': { status: 404, th: 'ไม่พบสิ่งที่ขอ', en: 'Not found', nextTh: 'ตรวจที่อยู่ หรือกลับไปหน้ารายการ', nextEn: 'Check the address or go back to the list.' },
  'input-refused': { status: 400, th: 'ข้อมูลที่ส่งมาไม่ตรงรูปแบบ', en: 'The request does not have the expected form', nextTh: 'แก้ตามตำแหน่งที่ระบุ แล้วส่งใหม่', nextEn: 'Mend the named places and send again.' },
  'not-allowed': { status: 403, th: 'บทบาทนี้ไม่มีสิทธิทำรายการนี้', en: 'This role may not do this', nextTh: 'ขอสิทธิจากผู้ดูแลของหน่วยงาน', nextEn: "Ask your agency's administrator for the right." },
  'sign-in-needed': { status: 401, th: 'ต้องลงชื่อเข้าใช้ก่อน', en: 'Sign in first', nextTh: 'ลงชื่อเข้าใช้ แล้วทำรายการอีกครั้ง', nextEn: 'Sign in and try again.' },
  'step-up-needed': { status: 401, th: 'รายการนี้ต้องยืนยันตัวตนอีกครั้ง', en: 'This needs you to confirm who you are once more', nextTh: 'ยืนยันตัวตนตามที่หน้าจอขอ แล้วรายการจะทำต่อ', nextEn: 'Confirm as the page asks; it then goes on.' },
  'scope-missing': { status: 403, th: 'โทเคนนี้ไม่ได้ออกมาให้ทำรายการนี้', en: 'This token was not issued for this', nextTh: 'ออกโทเคนใหม่ที่มีขอบเขตตามที่ระบุ หรือทำรายการบนหน้าเว็บ', nextEn: 'Issue a token with the named scope, or do it on the page.' },
  'persona-needed': { status: 403, th: 'ยังไม่ได้เลือกว่าทำการในตำแหน่งใด', en: 'You have not said in which position you act', nextTh: 'เลือกตำแหน่งจากเมนูชื่อผู้ใช้ หากไม่มีให้เลือก ขอสิทธิจากผู้ดูแลของหน่วยงาน', nextEn: "Choose a position in the menu under your name; if there is none, ask your agency's administrator." },
  'decision-refused': { status: 403, th: 'นโยบายไม่อนุญาตรายการนี้กับข้อมูลนี้', en: 'The policies do not permit this here', nextTh: 'อ่านเหตุผลของนโยบายที่แสดง หากเห็นว่าควรทำได้ ติดต่อหน่วยงานเจ้าของ', nextEn: 'Read the reasons shown; if you should be able to, ask the owning agency.' },
  'origin-refused': { status: 403, th: 'คำขอมาจากเว็บอื่น จึงไม่รับ', en: 'The request came from another site and is refused', nextTh: 'เปิดหน้าเว็บของสะพานโดยตรง แล้วทำรายการใหม่', nextEn: "Open Saphan's own page and try again." },
  'too-often': { status: 429, th: 'ดาวน์โหลดบ่อยเกินกำหนดสำหรับผู้ที่ไม่ได้ลงชื่อเข้าใช้', en: 'More downloads than visitors may make in a while', nextTh: 'รอตามเวลาที่แจ้ง หรือลงชื่อเข้าใช้ หรือใช้โทเคน', nextEn: 'Wait as told, sign in, or use a token.', retry: 'transient' },
  'too-large': { status: 413, th: 'ข้อมูลที่ส่งมาใหญ่เกินกำหนด', en: 'The request is larger than allowed', nextTh: 'ส่งเป็นไฟล์ผ่านหน้าเชื่อมชุดข้อมูล', nextEn: 'Send it as a file through the link page.' },
  'press-busy': { status: 503, th: 'มีเอกสารรอจัดทำอยู่มาก', en: 'Many papers are waiting to be drawn', nextTh: 'รอสักครู่แล้วขอใหม่', nextEn: 'Wait a moment and ask again.', retry: 'transient' },
  'paper-too-much': { status: 422, th: 'เอกสารนี้ใหญ่เกินกว่าจะจัดทำได้', en: 'This paper is more than can be drawn', nextTh: 'เลือกช่วงหรือหน่วยงานให้แคบลง หรือขอเป็น XLSX', nextEn: 'Choose a smaller part, or ask for XLSX.' },
  'database-unavailable': { status: 503, th: 'ฐานข้อมูลยังไม่พร้อม', en: 'The database is not available', nextTh: 'รอสักครู่แล้วลองใหม่ งานที่ค้างจะทำต่อเอง', nextEn: 'Wait a moment and try again; work under way goes on by itself.', retry: 'transient' },
  'conflict': { status: 409, th: 'ข้อมูลนี้มีผู้เปลี่ยนไปก่อนแล้ว หรือซ้ำกับที่มีอยู่', en: 'This was changed meanwhile, or already exists', nextTh: 'โหลดหน้าใหม่ แล้วตรวจก่อนทำอีกครั้ง', nextEn: 'Reload, check, and try again.' },
  'failed': { status: 500, th: 'ระบบทำรายการนี้ไม่สำเร็จ', en: 'The server could not do this', nextTh: 'ลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลพร้อมรหัสอ้างอิง', nextEn: 'Try again; if it persists, tell the administrator the reference.', retry: 'transient' },
});
