import { defineProblems } from '#kernel/problem.ts';

const tellOwner = { nextTh: 'เปิดที่อยู่นี้ในเบราว์เซอร์เพื่อดูสิ่งที่ต้นทางตอบ แล้วแจ้งผู้ดูแลต้นทาง', nextEn: 'Open the address in a browser to see what the source answers, then tell whoever keeps it.' };
const decide = { nextTh: 'เปิดงานนี้ ตรวจรายการที่จะหาย แล้วตัดสินใจให้ทำต่อหรือยกเลิก', nextEn: 'Open the job, look at what would disappear, and let it go on or cancel it.' };

export const problem = defineProblems('harvest', {
  'source-not-found': { status: 404, th: 'ไม่พบแหล่งรวบรวมนี้', en: 'There is no such harvest source', nextTh: 'กลับไปหน้ารวบรวมข้อมูล', nextEn: 'Go back to the harvest page.' },
  'job-not-found': { status: 404, th: 'ไม่พบงานรวบรวมนี้', en: 'There is no such harvest job', nextTh: 'กลับไปหน้ารวบรวมข้อมูล', nextEn: 'Go back to the harvest page.' },
  'job-not-held': { status: 409, th: 'งานนี้ไม่ได้รอการตัดสินใจ', en: 'This job does not wait for a decision', nextTh: 'โหลดหน้าใหม่เพื่อดูสถานะล่าสุด', nextEn: 'Reload the page to see where it is.' },
  'job-under-way': { status: 409, th: 'แหล่งนี้มีงานที่ยังไม่จบอยู่แล้ว', en: 'A job of this source is not over yet', nextTh: 'รอให้จบ หรือตัดสินใจเรื่องงานที่พักไว้ หรือยกเลิกงานนั้นก่อน', nextEn: 'Wait for it, decide about it if it is held, or cancel it first.' },
  'source-not-yours': { status: 403, th: 'แหล่งนี้ส่งข้อมูลเข้าหน่วยงานอื่น', en: 'This source brings records to other agencies', nextTh: 'ขอให้ส่วนกลางทำรายการนี้', nextEn: 'Ask the secretariat to do this.' },
  'source-refused': { status: 422, th: 'ข้อมูลของแหล่งยังไม่ครบหรือไม่ถูกต้อง', en: 'What was said of the source is incomplete or wrong', nextTh: 'แก้ตามตำแหน่งที่ระบุ', nextEn: 'Mend the named places.' },
  'circular': { status: 422, th: 'ที่อยู่นี้คือทะเบียนนี้เอง จึงรวบรวมเป็นวงกลม', en: 'This address is this very catalogue: harvesting it would go in a circle', nextTh: 'ใส่ที่อยู่ของทะเบียนต้นทางที่เป็นของหน่วยงานอื่น', nextEn: 'Give the address of another catalogue.', retry: 'config' },
  'answer-refused': { status: 502, th: 'ต้นทางปฏิเสธคำขอ', en: 'The source refused the request', ...tellOwner, retry: 'config' },
  'answer-unavailable': { status: 502, th: 'ต้นทางขัดข้องชั่วคราว', en: 'The source is unavailable for now', nextTh: 'ระบบจะลองใหม่เอง', nextEn: 'It is tried again by itself.', retry: 'transient' },
  'answer-is-html': { status: 502, th: 'ต้นทางตอบเป็นหน้าเว็บ ไม่ใช่ข้อมูลของทะเบียน', en: 'The source answered with a web page, not with catalogue data', ...tellOwner, retry: 'config' },
  'answer-unreadable': { status: 502, th: 'อ่านคำตอบของต้นทางไม่ได้', en: 'The answer of the source cannot be read', ...tellOwner, retry: 'config' },
  'listing-is-empty': { status: 502, th: 'ต้นทางตอบว่าไม่มีชุดข้อมูลเลย', en: 'The source says that it has no dataset at all', ...decide, retry: 'data' },
  'listing-repeats': { status: 502, th: 'ต้นทางส่งหน้าเดิมซ้ำ จึงอ่านรายการได้ไม่ครบ', en: 'The source gives the same page again, so the list cannot be read to its end', ...tellOwner, retry: 'config' },
  'listing-too-long': { status: 502, th: 'รายการของต้นทางยาวเกินจำนวนหน้าที่ตั้งไว้', en: 'The list of the source has more pages than were allowed', nextTh: 'เพิ่มจำนวนหน้าสูงสุดของแหล่ง หรือกรองรายการให้แคบลง', nextEn: 'Raise the greatest number of pages of the source, or narrow the list.', retry: 'config' },
  'shrinks': { status: 409, th: 'ชุดข้อมูลของต้นทางหายไปมากผิดปกติ', en: 'Unusually many datasets of the source are gone', ...decide, retry: 'data' },
  'agency-unknown': { status: 404, th: 'ไม่มีหน่วยงานนี้ หรือไม่ใช่หน่วยงานของท่าน', en: 'There is no such agency, or it is not yours', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
  'template-unreadable': { status: 422, th: 'อ่านสมุดงานนี้ไม่ได้', en: 'The workbook cannot be read', nextTh: 'เปิดด้วยโปรแกรมตารางงาน แล้วบันทึกเป็น .xlsx ใหม่', nextEn: 'Open it in a spreadsheet program and save it again as .xlsx.' },
  'template-too-large': { status: 413, th: 'สมุดงานใหญ่เกินกำหนด', en: 'The workbook is larger than allowed', nextTh: 'แบ่งเป็นไฟล์ละไม่เกิน 5,000 ชุดข้อมูล และ 20 MB', nextEn: 'Split it into files of at most 5,000 datasets and 20 MB.' },
});
