/** Kinds of file that are recognised and refused, with the sentence a clerk reads. */
export const refusedKinds = {
  'protected-workbook': { th: 'สมุดงานที่ตั้งรหัสผ่าน', en: 'a workbook protected by a password' },
  'xlsb': { th: 'สมุดงานแบบไบนารี (.xlsb) — เปิดแล้วบันทึกเป็น .xlsx', en: 'a binary workbook (.xlsb); save it as .xlsx' },
  'word': { th: 'เอกสารข้อความ (Word)', en: 'a text document (Word)' },
  'slides': { th: 'ไฟล์นำเสนอ (PowerPoint)', en: 'a presentation (PowerPoint)' },
  'office-legacy': { th: 'เอกสาร Office รุ่นเก่า', en: 'a document of an old Office format' },
  'zip': { th: 'ไฟล์บีบอัด ZIP', en: 'a ZIP archive' },
  'gzip': { th: 'ไฟล์บีบอัด gzip', en: 'a gzip file' },
  'archive': { th: 'ไฟล์บีบอัดที่ไม่รับ — ใช้ ZIP หรือ gzip แทน', en: 'a compressed archive of a kind that is not read; use ZIP or gzip' },
  'pdf': { th: 'ไฟล์ PDF ซึ่งไม่ใช่ข้อมูลตาราง', en: 'a PDF, which is no table' },
  'html': { th: 'หน้าเว็บ (HTML) — มักเป็นหน้าแจ้งข้อผิดพลาดหรือหน้าเข้าสู่ระบบแทนไฟล์จริง', en: 'a web page (HTML), often an error or sign-in page in place of the file' },
  'image': { th: 'ไฟล์ภาพ', en: 'an image' },
  'sqlite': { th: 'ฐานข้อมูล SQLite', en: 'an SQLite database' },
  'parquet-encrypted': { th: 'ไฟล์ Parquet ที่เข้ารหัสลับ', en: 'an encrypted Parquet file' },
  'json-utf16': { th: 'ไฟล์ JSON ที่เข้ารหัสอักขระ UTF-16 — บันทึกเป็น UTF-8', en: 'JSON in UTF-16; save it as UTF-8' },
  'executable': { th: 'โปรแกรม', en: 'a program' },
  'binary': { th: 'ไฟล์ไบนารีที่ไม่รู้จัก', en: 'an unknown binary file' },
} as const;

export type RefusedKind = keyof typeof refusedKinds;
