import { defineProblems } from '#kernel/problem.ts';

const saveAgain = { nextTh: 'เปิดไฟล์ด้วยโปรแกรมตารางงาน แล้วบันทึกเป็น .xlsx หรือ .csv (UTF-8) ใหม่', nextEn: 'Open the file in a spreadsheet program and save it again as .xlsx or .csv (UTF-8).' };
const exportAgain = { nextTh: 'ส่งออกไฟล์จากระบบต้นทางอีกครั้ง แล้วส่งใหม่', nextEn: 'Export the file from its system again and send it.' };

/** Problems of reading workbooks, JSON and Parquet; all of them are the data's, so no run tries again by itself. */
export const formatProblem = defineProblems('linkage', {
  'file-kind-refused': { status: 422, th: 'ไฟล์นี้ไม่ใช่ข้อมูลตารางที่รับได้', en: 'This file is not tabular data that can be linked', nextTh: 'ส่งไฟล์ CSV, XLSX, JSON, NDJSON หรือ Parquet', nextEn: 'Send a CSV, XLSX, JSON, NDJSON or Parquet file.', retry: 'data' },
  'format-mismatch': { status: 422, th: 'เนื้อไฟล์เป็นคนละรูปแบบกับที่ข้อกำหนดบอก', en: 'The content of the file has another format than the contract says', nextTh: 'ส่งไฟล์ตามรูปแบบในข้อกำหนด หรือแก้รูปแบบในข้อกำหนด', nextEn: "Send a file in the contract's format, or change the format in the contract.", retry: 'data' },
  'workbook-protected': { status: 422, th: 'สมุดงานนี้ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้', en: 'The workbook is protected by a password', nextTh: 'เปิดไฟล์ เลือก ไฟล์ > ข้อมูล > ป้องกันสมุดงาน แล้วลบรหัสผ่าน จากนั้นบันทึกและส่งใหม่', nextEn: 'Open it, remove the password under File > Info > Protect Workbook, save and send it again.', retry: 'data' },
  'workbook-too-large': { status: 422, th: 'สมุดงานนี้ขยายแล้วใหญ่ผิดปกติ จึงไม่เปิด', en: 'The workbook unpacks to an unreasonable size and is not opened', nextTh: 'แบ่งข้อมูลเป็นหลายไฟล์ หรือส่งเป็น CSV', nextEn: 'Split the data into several files or send it as CSV.', retry: 'data' },
  'workbook-broken': { status: 422, th: 'สมุดงานเสียหรือได้รับไม่ครบ', en: 'The workbook is damaged or incomplete', ...saveAgain, retry: 'data' },
  'sheet-missing': { status: 422, th: 'ไม่มีแผ่นงานชื่อนี้ในสมุดงาน', en: 'The workbook has no sheet of this name', nextTh: 'เลือกแผ่นงานจากรายชื่อ หรือแก้ชื่อแผ่นงานในข้อกำหนด', nextEn: 'Choose a sheet from the list, or change the sheet in the contract.', retry: 'data' },
  'header-missing': { status: 422, th: 'ไม่พบแถวหัวคอลัมน์ที่ตำแหน่งตามข้อกำหนด', en: 'There is no header at the rows the contract names', nextTh: 'ตรวจเลขแถวของหัวคอลัมน์', nextEn: 'Check the row numbers of the header.', retry: 'data' },
  'json-broken': { status: 422, th: 'ไฟล์ JSON เขียนไม่ถูกไวยากรณ์', en: 'The JSON is not well formed', ...exportAgain, retry: 'data' },
  'json-shape': { status: 422, th: 'ไฟล์ JSON ไม่ใช่รายการของระเบียน', en: 'The JSON is not a list of records', nextTh: 'ใช้ [ {…}, {…} ] หรือ { "data": [ {…} ] } หรือหนึ่งระเบียนต่อบรรทัด', nextEn: 'Use [ {…}, {…} ], { "data": [ {…} ] }, or one record a line.', retry: 'data' },
  'parquet-broken': { status: 422, th: 'ไฟล์ Parquet เสียหรือได้รับไม่ครบ', en: 'The Parquet file is damaged or incomplete', ...exportAgain, retry: 'data' },
  'record-too-large': { status: 422, th: 'มีระเบียนเดียวที่ยาวเกินกำหนด', en: 'A single record is longer than allowed', ...exportAgain, retry: 'data' },
});
