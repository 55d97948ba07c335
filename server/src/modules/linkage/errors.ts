import { defineProblems } from '#kernel/problem.ts';

const sendAgain = { nextTh: 'แก้ตามตำแหน่งที่ระบุ แล้วส่งใหม่', nextEn: 'Mend the named places and send again.' };

/** Problems of contracts, sources and runs. */
export const linkageProblem = defineProblems('linkage', {
  'contract-refused': { status: 422, th: 'ข้อกำหนดยังใช้ไม่ได้', en: 'The contract cannot be used yet', ...sendAgain },
  'contract-missing': { status: 409, th: 'ชุดข้อมูลนี้ยังไม่มีข้อกำหนด', en: 'This dataset has no contract yet', nextTh: 'ตกลงข้อกำหนดก่อนเริ่มรอบ', nextEn: 'Agree a contract before starting a run.' },
  'header-mismatch': { status: 422, th: 'หัวคอลัมน์ของไฟล์ไม่ตรงกับข้อกำหนด', en: 'The header of the file does not match the contract', nextTh: 'แก้หัวคอลัมน์ในไฟล์ หรือออกข้อกำหนดฉบับใหม่', nextEn: 'Mend the header in the file, or agree a new contract version.' },
  'empty-file': { status: 422, th: 'ไฟล์ว่าง ไม่มีข้อมูลแม้แต่แถวเดียว', en: 'The file is empty', nextTh: 'ตรวจการส่งออกจากระบบต้นทาง แล้วส่งใหม่', nextEn: 'Check the export of the source system and send again.' },
  'no-rows': { status: 422, th: 'ไฟล์มีแต่หัวคอลัมน์ ไม่มีแถวข้อมูล', en: 'The file has a header and no rows', nextTh: 'ตรวจการส่งออกจากระบบต้นทาง แล้วส่งใหม่', nextEn: 'Check the export of the source system and send again.' },
  'too-many-rejects': { status: 422, th: 'แถวที่ไม่ผ่านมีมากเกินกว่าจะเป็นไฟล์ที่ถูกต้อง', en: 'Too many records fail for this to be the right file', nextTh: 'ตรวจว่าเลือกไฟล์ ตัวคั่น และรหัสอักขระถูกต้อง', nextEn: 'Check the file, its delimiter and its encoding.' },
  'rule-refused': { status: 422, th: 'กติกาในข้อกำหนดคำนวณไม่ได้', en: 'A rule of the contract cannot be evaluated', ...sendAgain },
  'code-list-missing': { status: 409, th: 'ชุดข้อมูลที่ใช้เป็นรายการรหัสยังไม่มีรุ่นที่ใช้ได้', en: 'The dataset that holds the code list has no current release', nextTh: 'เชื่อมชุดข้อมูลรายการรหัสก่อน', nextEn: 'Link the code list dataset first.' },
  'reader-stopped': { status: 503, th: 'ตัวอ่านไฟล์หยุดกลางคัน', en: 'A reader of the file stopped midway', nextTh: 'ระบบจะลองใหม่เอง ถ้าเป็นซ้ำให้ตรวจเนื้อที่ดิสก์และหน่วยความจำของเครื่อง', nextEn: 'It is tried again by itself; if it happens again, check the disk and the memory of the machine.', retry: 'transient' },
  'run-not-found': { status: 404, th: 'ไม่พบรอบนี้', en: 'No such run', nextTh: 'กลับไปหน้ารอบการเชื่อมโยง', nextEn: 'Go back to the list of runs.' },
  'run-not-held': { status: 409, th: 'รอบนี้ไม่ได้รอการตัดสินใจ', en: 'This run does not wait for a decision', nextTh: 'โหลดหน้าใหม่เพื่อดูสถานะล่าสุด', nextEn: 'Reload to see its state.' },
  'run-over': { status: 409, th: 'รอบนี้จบไปแล้ว', en: 'This run is over', nextTh: 'เริ่มรอบใหม่ได้จากหน้าชุดข้อมูล', nextEn: 'Start a new run from the dataset page.' },
  'reason-needed': { status: 422, th: 'ต้องบอกเหตุผล', en: 'A reason is needed', nextTh: 'เขียนเหตุผลสั้น ๆ ที่ผู้อื่นอ่านเข้าใจ', nextEn: 'Write a short reason that others will understand.' },
  'lost-lease': { status: 409, th: 'รอบนี้ถูกตัวทำงานอื่นรับไปแล้ว', en: 'Another worker has taken this run', nextTh: 'ไม่ต้องทำอะไร', nextEn: 'Nothing to do.' },
  'cancelled': { status: 409, th: 'รอบนี้ถูกหยุดโดยผู้ใช้', en: 'The run was stopped by a person', nextTh: 'เริ่มรอบใหม่ได้จากหน้าชุดข้อมูล', nextEn: 'Start a new run from the dataset page.' },
  'attempts-used': { status: 503, th: 'ลองครบทุกครั้งแล้วยังไม่สำเร็จ', en: 'All attempts were used', nextTh: 'ดูบันทึกการทำงาน แก้ที่ต้นทาง แล้วเริ่มรอบใหม่', nextEn: 'Read the log, mend the source, and start a new run.' },
  'upload-too-large': { status: 413, th: 'ไฟล์ใหญ่เกินที่รับได้', en: 'The file is larger than accepted', nextTh: 'แบ่งไฟล์ หรือเชื่อมจากฐานข้อมูลโดยตรง', nextEn: 'Split the file, or link the database directly.' },
  'upload-not-found': { status: 404, th: 'ไม่พบการอัปโหลดนี้ หรือหมดอายุแล้ว', en: 'No such upload, or it has expired', nextTh: 'เริ่มอัปโหลดใหม่', nextEn: 'Start the upload again.' },
  'raw-not-found': { status: 404, th: 'ไม่พบไฟล์ต้นฉบับนี้ หรือพ้นระยะเก็บแล้ว', en: 'No such raw file, or it is past retention', nextTh: 'อัปโหลดไฟล์อีกครั้ง', nextEn: 'Upload the file again.' },
  'source-not-found': { status: 404, th: 'ไม่พบต้นทางนี้', en: 'No such source', nextTh: 'กลับไปหน้าชุดข้อมูล', nextEn: 'Go back to the dataset.' },
  'source-refused': { status: 422, th: 'ค่าตั้งของต้นทางใช้ไม่ได้', en: 'The configuration of the source cannot be used', ...sendAgain },
  'source-kind-unknown': { status: 422, th: 'ยังไม่รู้จักต้นทางชนิดนี้', en: 'This kind of source is not known', nextTh: 'เลือกชนิดจากรายการชนิดต้นทาง (GET /source-kinds)', nextEn: 'Choose one of the kinds of source (GET /source-kinds).' },
  'source-retired': { status: 409, th: 'ต้นทางนี้เลิกใช้แล้ว', en: 'This source is retired', nextTh: 'เลือกหรือตั้งต้นทางอื่น', nextEn: 'Choose or set up another source.' },
  'secret-needed': { status: 422, th: 'ปลายทางเปลี่ยน ต้องใส่รหัสลับของต้นทางใหม่', en: 'The source now leads elsewhere, so its secret must be given anew', nextTh: 'ใส่รหัสผ่านหรือค่า Authorization ของปลายทางใหม่ หรือลบค่าที่เก็บไว้', nextEn: 'Enter the password or Authorization value of the new address, or remove the kept one.' },
  'sample-too-large': { status: 422, th: 'ไฟล์ของต้นทางใหญ่เกินกว่าจะดึงมาร่างข้อกำหนด', en: 'The file of the source is too large to be fetched for a draft', nextTh: 'ส่งไฟล์ตัวอย่างที่เล็กกว่าจากเครื่อง แล้วจึงตั้งต้นทาง', nextEn: 'Send a smaller sample file, then set up the source.' },
  'sample-too-slow': { status: 504, th: 'ต้นทางส่งตัวอย่างไม่ทันเวลา', en: 'The source did not give a sample in time', nextTh: 'ลองอีกครั้ง หรือส่งไฟล์ตัวอย่างจากเครื่อง', nextEn: 'Try again, or send a sample file.', retry: 'transient' },
  'sample-expired': { status: 422, th: 'ค่าตั้งต้นทางที่ส่งมากับตัวอย่างใช้ไม่ได้แล้ว', en: 'The settings that came with the sample can no longer be used', nextTh: 'ดึงตัวอย่างจากต้นทางใหม่', nextEn: 'Fetch a sample from the source again.' },
  'raw-is-sample': { status: 409, th: 'ไฟล์นี้เป็นเพียงต้นไฟล์ของต้นทาง เชื่อมทั้งชุดจากไฟล์นี้ไม่ได้', en: 'This file is only the beginning of what the source has, so it cannot be linked', nextTh: 'เริ่มรอบจากต้นทาง', nextEn: 'Start the run from the source.' },
  'reading-refused': { status: 422, th: 'วิธีอ่านต้นทางใช้กับข้อกำหนดนี้ไม่ได้', en: 'The source cannot be read so under this contract', nextTh: 'แก้วิธีอ่านที่หน้าต้นทาง หรือออกข้อกำหนดฉบับใหม่', nextEn: 'Change how the source is read on the sources page, or agree a new contract version.' },
  'raw-is-part': { status: 409, th: 'ไฟล์นี้มีเพียงส่วนที่เปลี่ยนของต้นทาง เชื่อมทั้งชุดจากไฟล์นี้ไม่ได้', en: 'This file holds only what changed at the source, so it cannot be linked', nextTh: 'เริ่มรอบจากต้นทาง', nextEn: 'Start the run from the source.' },
  'replay-needs-key': { status: 422, th: 'ข้อกำหนดไม่มีกุญแจ จึงเติมเฉพาะแถวที่แก้ไม่ได้', en: 'The contract has no primary key, so corrected rows cannot be replayed alone', nextTh: 'กำหนดกุญแจในข้อกำหนด หรือส่งไฟล์เต็ม', nextEn: 'Name a primary key in the contract, or send the whole file.' },
});
