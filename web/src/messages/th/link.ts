import { linkContract } from './link-contract.ts';

export const link = {
  title: 'เชื่อมชุดข้อมูล', lead: 'ส่งไฟล์ที่มี ระบบอ่านและร่างข้อกำหนดให้ ตรวจแล้วเผยแพร่เป็นรุ่นแรก',
  leadOf: (v: { dataset: string; version: number }) => `ส่งข้อมูลรอบใหม่ของ **${v.dataset}** ตรวจตามข้อกำหนดฉบับ\u00a0${v.version} ที่ใช้อยู่`,
  leadNewVersion: (v: { dataset: string }) => `ร่างข้อกำหนดฉบับใหม่ของ **${v.dataset}** จากไฟล์นี้`, leadFirst: (v: { dataset: string }) => `เชื่อม **${v.dataset}** ครั้งแรก ระบบร่างข้อกำหนดจากไฟล์ให้ตรวจ`,
  stepsLabel: 'ขั้นตอน', steps: { file: 'ไฟล์', profile: 'ลักษณะไฟล์', contract: 'ข้อกำหนด', preview: 'ลองตรวจ', plan: 'เริ่มเชื่อม' } as Record<string, string>,
  notYet: 'ทำขั้นก่อนหน้าให้ครบก่อน', back: 'ย้อนกลับ', next: (v: { step: string }) => `ต่อไป: ${v.step}`,
  fileFacts: (v: { name: string; size: string }) => `${v.name} · ${v.size}`, otherFile: 'เปลี่ยนไฟล์',
  way: { label: 'ข้อมูลมาจาก', file: 'ไฟล์ในเครื่อง', source: 'ต้นทางที่ระบบดึงเอง' },
  file: {
    title: 'ไฟล์ข้อมูล', drop: 'วางไฟล์ที่นี่ หรือเลือกจากเครื่อง', hint: 'รับ Excel (.xlsx, .xls), ODS, CSV, TSV, JSON, NDJSON, XML, DBF และ Parquet หรือ ZIP/gzip ที่มีไฟล์เดียว แมโครไม่ถูกเรียกใช้ ไฟล์ใหญ่ส่งเป็นช่วง ๆ หากขาดตอนจะส่งต่อจากเดิม รหัสอักขระไทยเก่าก็อ่านได้',
    sameFile: 'ใช้ไฟล์เดิมต่อ', have: 'ไฟล์ที่ส่งไว้แล้ว',
  },
  profile: {
    title: 'ไฟล์นี้อ่านอย่างไร', loading: 'กำลังอ่านต้นไฟล์และร่างข้อกำหนด ไม่เกิน 10 วินาที', sampleOf: (v: { source: string }) => `ตัวอย่างจากต้นทาง ${v.source}`, sampleCut: 'เป็นเพียงส่วนต้น ตอนเชื่อมจริงดึงทั้งหมด', found: (v: { columns: string; rows: string }) => `พบ **${v.columns}**\u00a0คอลัมน์ ดูแล้ว **${v.rows}**\u00a0แถว`,
    sure: { high: 'มั่นใจ', fair: 'ค่อนข้างมั่นใจ ดูตัวอย่างประกอบ', low: 'ไม่มั่นใจ ขอให้ตรวจและเลือกเอง' }, confidence: 'ความมั่นใจ',
    format: 'รูปแบบ', formats: { csv: 'ข้อความคั่น (CSV/TSV)', fixed: 'ความกว้างคงที่', xlsx: 'Excel (.xlsx)', xls: 'Excel 97–2003 (.xls)', ods: 'OpenDocument (.ods)', xml: 'XML', dbf: 'dBASE/FoxPro (.dbf)', json: 'JSON', ndjson: 'NDJSON', parquet: 'Parquet' } as Record<string, string>,
    encoding: 'รหัสอักขระ', encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE', 'windows-874': 'Windows-874 (ไทย)', 'tis-620': 'TIS-620 (ไทย)', 'iso-8859-11': 'ISO 8859-11 (ไทย)' } as Record<string, string>,
    delimiter: 'ตัวคั่น', delimiters: { ',': 'จุลภาค ( , )', '\t': 'แท็บ', '|': 'ขีดตั้ง ( | )', ';': 'อัฒภาค ( ; )' } as Record<string, string>, quote: 'เครื่องหมายคำพูด', quotes: { '"': 'คู่ ( " )', "'": "เดี่ยว ( ' )", none: 'ไม่ใช้' } as Record<string, string>,
    recordPath: 'แท็กของหนึ่งระเบียน', borders: 'คอลัมน์เริ่มที่', bordersHint: 'ตำแหน่งแรกของแต่ละคอลัมน์ถัดจากคอลัมน์แรก เช่น 7, 31, 39', bordersWrong: 'ใส่เลขตั้งแต่ 2 คั่นด้วยจุลภาค', recordList: 'หนึ่งแถวคือ', recordWhole: 'ทั้งระเบียน', recordCount: (v: { count: number }) => `พบ ${v.count}\u00a0ครั้ง`, sheet: 'แผ่นงาน', hidden: 'ซ่อนอยู่', headerRow: 'หัวตารางเริ่มแถวที่', headerRows: 'จำนวนแถวหัวตาราง', headerNone: 'ไม่มีหัวตาราง อ่านตามตำแหน่ง', headerCount: (v: { rows: number }) => `${v.rows}\u00a0แถว`, evidence: 'เห็นจาก', noEvidence: 'ชนิดไฟล์บอกรูปแบบไว้ครบ', changed: 'ใช้ค่าที่คุณเลือก', reset: 'กลับไปใช้ที่ระบบพบ',
    preview: 'แถวแรกของไฟล์', previewNote: 'หัวตารางตามที่อ่านได้ ข้อมูลส่วนบุคคลปิดบังไว้', keepsEdits: 'เปลี่ยนวิธีอ่านแล้วร่างใหม่ คอลัมน์ที่แก้ไว้ยังอยู่',
  },
  contract: linkContract,
  preview: {
    title: 'ลองตรวจกับไฟล์นี้', loading: 'กำลังตรวจต้นไฟล์ตามข้อกำหนด ไม่เกิน 15 วินาที', pass: (v: { ok: string; read: string }) => `ผ่าน **${v.ok}** จาก **${v.read}**\u00a0แถว`, bad: (v: { bad: string; share: string }) => ` จะกักไว้ !!${v.bad}\u00a0แถว!! (${v.share})`, allPass: ' ไม่มีแถวที่ต้องกัก', truncated: 'ดูเฉพาะ 8 MB แรก ตอนเชื่อมจริงตรวจทุกแถว', notes: 'ข้อสังเกต',
    overGate: (v: { limit: string }) => `เกินเกณฑ์กักแถว ${v.limit} รอบจะพักไว้รอการตัดสิน แก้ข้อกำหนดหรือไฟล์ก่อนได้`, byReason: 'แถวที่จะกักไว้ ตามเหตุผล', reason: 'เหตุผล', column: 'คอลัมน์', count: 'แถว', fix: 'วิธีแก้', wholeRow: 'ทั้งแถว', rejects: 'ตัวอย่างแถวที่จะกักไว้', line: 'บรรทัด', raw: 'แถวตามที่ได้รับ', rows: 'ตัวอย่างแถวที่ผ่าน', rowsNote: 'ค่าหลังแปลงชนิด วันที่แสดงเป็น พ.ศ.', noRows: 'ยังไม่มีแถวที่ผ่าน', editContract: 'แก้ข้อกำหนด', newVersion: 'ร่างข้อกำหนดฉบับใหม่จากไฟล์นี้', fixFirst: 'แก้ตามที่แจ้งด้านบนก่อน', inFile: 'หัวตารางในไฟล์', shown: (v: { shown: number; total: string }) => `แสดง ${v.shown} จาก ${v.total}`,
  },
  plan: {
    title: 'เริ่มเชื่อม', summary: 'สิ่งที่จะเกิดขึ้น', newDataset: (v: { title: string; agency: string }) => `เพิ่มชุดข้อมูล “${v.title}” ของ${v.agency}`, agree: 'ตกลงข้อกำหนดฉบับ\u00a01', agreeNext: 'ตกลงข้อกำหนดฉบับใหม่', run: (v: { file: string }) => `เริ่มรอบจากไฟล์ ${v.file}`, addSource: (v: { source: string }) => `ตั้งต้นทาง ${v.source} ให้ระบบดึงเอง`, runSource: (v: { source: string }) => `เริ่มรอบโดยดึงข้อมูลทั้งหมดจาก ${v.source}`, publish: 'ถ้าผ่านเกณฑ์ เผยแพร่เป็นรุ่นใหม่ทันที ถ้าเกินเกณฑ์ พักไว้รอการตัดสิน',
    due: 'กำหนดเชื่อมตามแผน', dueHint: 'วันที่ชุดนี้ต้องเชื่อมเสร็จตามแผน กระดานนับจากวันนี้', dueNow: (v: { date: string }) => `กำหนดเดิม ${v.date} เปลี่ยนได้ที่หน้าชุดข้อมูล`, noDue: 'ยังไม่กำหนด', withDue: 'กำหนดวัน', reason: 'เหตุผลของกำหนด', reasonHint: 'เช่น มติที่ประชุม', defaultReason: 'กำหนดเมื่อเชื่อมครั้งแรก',
    changes: 'ความต่างจากข้อกำหนดที่ใช้อยู่', breaking: 'ไม่เข้ากันกับฉบับก่อน', compatible: 'เข้ากันได้กับฉบับก่อน', breakingWhy: 'ผู้ใช้ที่อ่านคอลัมน์เหล่านี้ต้องปรับตาม แจ้งผู้ใช้ก่อนเผยแพร่', noChanges: 'ไม่ต่างจากฉบับที่ใช้อยู่ จะไม่ออกฉบับใหม่', note: 'หมายเหตุของฉบับนี้', noteHint: 'ผู้ใช้อ่านได้ในหน้าชุดข้อมูล',
    start: 'เริ่มเชื่อม', starting: 'กำลังเริ่ม', doing: { dataset: 'กำลังเพิ่มชุดข้อมูล', plan: 'กำลังบันทึกกำหนด', contract: 'กำลังตกลงข้อกำหนด', source: 'กำลังตั้งต้นทาง', run: 'กำลังเริ่มรอบ' }, failedAt: (v: { step: string }) => `หยุดที่ขั้น “${v.step}” สิ่งที่ทำก่อนหน้าบันทึกแล้ว ลองอีกครั้งจะทำต่อจากขั้นนี้`, agreed: (v: { version: number }) => `ตกลงข้อกำหนดฉบับ ${v.version} แล้ว`,
  },
};
