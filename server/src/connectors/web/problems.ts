import { defineProblems } from '#kernel/problem.ts';
import { later, mendSource } from '../next-steps.ts';

const tellOwner = { nextTh: 'แจ้งเจ้าของต้นทางพร้อมข้อความที่ได้รับ', nextEn: 'Tell the owner of the source, with the text that was received.' };

/** Problems of sources that are asked over the web, beside those of every source. */
export const webProblem = defineProblems('connectors', {
  'token-missing': { status: 502, th: 'ที่อยู่ขอโทเคนตอบกลับโดยไม่มีโทเคน', en: 'The token address answered without a token', ...mendSource, retry: 'config' },
  'secret-unsendable': { status: 422, th: 'ค่าลับนี้มีอักขระที่ส่งในหัวคำขอไม่ได้', en: 'This secret holds characters that no header can carry', nextTh: 'คัดลอกค่าใหม่โดยไม่ให้มีการขึ้นบรรทัดหรือตัวอักษรไทย', nextEn: 'Copy it again, without line ends or other letters than the source gave.', retry: 'config' },
  'answer-no-data': { status: 502, th: 'ต้นทางตอบว่าสำเร็จ แต่สิ่งที่ได้ไม่ใช่ข้อมูล', en: 'The source answered with success, but not with data', ...tellOwner, retry: 'transient' },
  'records-missing': { status: 502, th: 'ไม่พบรายการระเบียนในคำตอบของต้นทาง', en: 'The answer holds no list of records at this place', nextTh: 'แก้ตำแหน่งของระเบียน แล้วกดทดสอบการเชื่อมต่อ', nextEn: 'Change the place of the records and test the connection.', retry: 'config' },
  'page-repeated': { status: 502, th: 'ต้นทางส่งหน้าเดิมซ้ำ จึงหยุดและไม่เก็บส่วนที่ได้รับ', en: 'The source gives the same page again; it was stopped and nothing was kept', nextTh: 'ตรวจวิธีแบ่งหน้าในค่าตั้งกับคู่มือของต้นทาง', nextEn: 'Compare the way of paging in the settings with the manual of the source.', retry: 'config' },
  'too-many-pages': { status: 502, th: 'ข้อมูลของต้นทางมีหน้ามากเกินกำหนด', en: 'The source has more pages than allowed', nextTh: 'เพิ่มขนาดหน้า หรือเพิ่มจำนวนหน้าที่ยอมรับ', nextEn: 'Ask for larger pages, or allow more of them.', retry: 'config' },
  'page-too-large': { status: 502, th: 'คำตอบหนึ่งหน้าของต้นทางใหญ่เกินกำหนด', en: 'One page of the source is larger than allowed', nextTh: 'ลดขนาดหน้าในค่าตั้ง', nextEn: 'Ask for smaller pages.', retry: 'config' },
  'page-elsewhere': { status: 502, th: 'ต้นทางชี้หน้าถัดไปไปยังเครื่องอื่น จึงไม่ตามไป', en: 'The source says that its next page lies at another host; it was not followed', ...tellOwner, retry: 'config' },
  'rows-missing': { status: 502, th: 'ได้ระเบียนไม่ครบตามจำนวนที่ต้นทางบอก', en: 'Not as many records came as the source said', ...later, retry: 'transient' },
  'changed-while-read': { status: 409, th: 'จำนวนระเบียนของต้นทางเปลี่ยนระหว่างที่อ่าน จึงไม่เก็บส่วนที่ได้รับ', en: 'The number of records changed while the pages were read; nothing was kept', ...later, retry: 'transient' },
  'cursor-unset': { status: 422, th: 'ต้นทางนี้ยังไม่ได้บอกว่าจะขอเฉพาะส่วนที่เปลี่ยนด้วยพารามิเตอร์ใด', en: 'The source does not say by which parameter the changed part is asked for', nextTh: 'ใส่พารามิเตอร์ เช่น updated_since={after} หรือเลือกอ่านทั้งหมด', nextEn: 'Give the parameter, e.g. updated_since={after}, or read everything.', retry: 'config' },
  'body-no-json': { status: 422, th: 'เนื้อหาคำขอในค่าตั้งไม่ใช่ JSON', en: 'The body in the settings is no JSON object', ...mendSource, retry: 'config' },
  'portal-refused': { status: 502, th: 'เว็บบัญชีข้อมูลไม่ให้ข้อมูลนี้', en: 'The portal does not give this', ...mendSource, retry: 'config' },
  'geometry-unexpected': { status: 502, th: 'มีรูปทรงที่ไม่ใช่จุด จึงเขียนเป็นลองจิจูดและละติจูดไม่ได้', en: 'A shape is no point, so it has no longitude and latitude', nextTh: 'เลือกให้เขียนพิกัดเป็น WKT', nextEn: 'Choose WKT for the geometry.', retry: 'config' },
});
