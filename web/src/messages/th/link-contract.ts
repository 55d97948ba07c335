import type { ColumnType, Contract, Gates, PersonalData } from '@saphan/contracts/contract';

export const linkContract = {
  title: 'ข้อกำหนดของชุดข้อมูล', checking: 'กำลังตรวจข้อกำหนด', good: 'ข้อกำหนดใช้ได้', problems: (v: { count: number }) => `มี ${v.count} จุดต้องแก้ก่อนไปต่อ`, fixFirst: 'แก้จุดที่ระบุก่อน', elsewhere: 'จุดอื่นที่ต้องแก้',
  dataset: {
    title: 'ชุดข้อมูล', which: 'ไฟล์นี้เป็นของ', isNew: 'ชุดข้อมูลใหม่', existing: 'ชุดที่มีอยู่แล้ว', choose: 'เลือกชุดข้อมูล', chooseFirst: 'เลือกชุดข้อมูลก่อน', hasContract: (v: { version: number }) => `มีข้อกำหนดฉบับ ${v.version} อยู่แล้ว จะออกเป็นฉบับใหม่`,
    agency: 'หน่วยงานเจ้าของ', namedInTitle: 'ชื่อเรื่องของไฟล์เอ่ยถึง', agencyFirst: 'เลือกหน่วยงานเจ้าของก่อน', titleTh: 'ชื่อภาษาไทย', titleEn: 'ชื่อภาษาอังกฤษ', titleFirst: 'ตั้งชื่อชุดข้อมูลก่อน', slug: 'ชื่อย่อ', slugHint: 'ใช้ในที่อยู่และชื่อไฟล์ a–z 0–9 และขีดกลาง เปลี่ยนภายหลังไม่ได้', slugBad: 'ใช้ a–z 0–9 และขีดกลาง ขึ้นต้นด้วยตัวอักษร ยาว 2–63 ตัว', loading: 'กำลังอ่านรายชื่อ',
  },
  columns: {
    title: (v: { count: number }) => `คอลัมน์ ${v.count}`, note: 'ระบบเดาจากค่าในไฟล์ ตรวจชนิดและกุญแจ แล้วแก้ตรงที่ไม่ตรง', caption: 'คอลัมน์ของข้อกำหนด', source: 'หัวตาราง', name: 'ชื่อในระบบ', titleTh: 'ชื่อภาษาไทย', type: 'ชนิด', required: 'ต้องมีค่า', key: 'กุญแจ', personal: 'ข้อมูลบุคคล', list: 'รายการรหัส', reason: 'เห็นจาก', samples: 'ตัวอย่าง', remove: 'ไม่รับคอลัมน์นี้', byPosition: 'ไฟล์นี้อ่านตามตำแหน่ง จึงต้องรับทุกคอลัมน์', removed: (v: { count: number }) => `ไม่รับ ${v.count} คอลัมน์ ค่าจะถูกข้าม`, putBack: 'รับกลับ', of: (v: { column: string; field: string }) => `${v.field} ของ ${v.column}`, useList: (v: { count: number }) => `รับเฉพาะ ${v.count} ค่านี้`, listOf: (v: { count: number }) => `${v.count} ค่า`, keyNote: 'กุญแจบอกว่าแถวไหนคือแถวเดียวกันข้ามรุ่น ถ้าไม่มีกุญแจ ระบบเทียบทั้งแถว', range: (v: { from: number; to: number; total: number }) => `คอลัมน์ที่ ${v.from}–${v.to} จาก ${v.total}`,
    calendar: 'ปี', calendars: { inherit: 'ตามไฟล์', be: 'พ.ศ.', ce: 'ค.ศ.', mixed: 'ปนกัน' } as Record<string, string>, digits: 'หลัก', digitsOf: { 2: 'จังหวัด', 4: 'อำเภอ', 6: 'ตำบล' } as Record<number, string>, precision: 'หลักทั้งหมด', scale: 'หลังจุด',
    types: { text: 'ข้อความ', integer: 'จำนวนเต็ม', decimal: 'ทศนิยม', boolean: 'ใช่/ไม่ใช่', date: 'วันที่', timestamp: 'วันและเวลา', 'citizen-id': 'เลขประจำตัวประชาชน', geocode: 'รหัสพื้นที่' } satisfies Record<ColumnType, string> as Record<ColumnType, string>,
    personalKinds: { none: 'ไม่ใช่', direct: 'ระบุตัวตน', indirect: 'โดยอ้อม', sensitive: 'อ่อนไหว' } satisfies Record<PersonalData | 'none', string> as Record<PersonalData | 'none', string>,
  },
  promise: {
    title: 'สัญญา', note: 'สัญญาความสดแสดงแก่ผู้ใช้ทุกคน', every: 'ออกรุ่นใหม่ทุก', unit: 'หน่วย', hours: 'ชั่วโมง', days: 'วัน', everyHint: 'นานกว่านี้ถือว่าข้อมูลเก่ากว่าสัญญา', notPositive: 'เป็นจำนวนมากกว่า 0', duplicates: 'ถ้ากุญแจซ้ำ',
    duplicatesKinds: { reject: 'กักทุกแถวที่ซ้ำ', first: 'ใช้แถวแรก', last: 'ใช้แถวสุดท้าย' } satisfies Record<Contract['duplicates'], string> as Record<Contract['duplicates'], string>, deletes: 'แถวที่ไม่มาในรอบใหม่', deletesKinds: { snapshot: 'นับว่าหายไป (ไฟล์เต็มทุกครั้ง)', keep: 'เก็บไว้ (ส่งเฉพาะที่เปลี่ยน)' } satisfies Record<Contract['deletes'], string> as Record<Contract['deletes'], string>,
  },
  gates: {
    title: 'เกณฑ์ก่อนเผยแพร่', note: 'เกินเกณฑ์ รอบจะพักไว้ให้คนตัดสิน ผู้ใช้ยังเห็นรุ่นเดิม เว้นว่างคือไม่ใช้เกณฑ์นี้', percent: '%', notShare: 'เป็นร้อยละ 0 ถึง 100',
    names: { maxRejectRatio: 'แถวที่กักไว้', maxRowChangeRatio: 'จำนวนแถวเปลี่ยนจากรุ่นก่อน', maxDeleteRatio: 'แถวหายจากรุ่นก่อน', maxKeyChurnRatio: 'กุญแจถูกสลับ', maxNullDrift: 'ค่าว่างเพิ่มขึ้นในคอลัมน์ใดคอลัมน์หนึ่ง', maxCalendarDrift: 'สัดส่วนปี พ.ศ. เปลี่ยน', maxNewCodeShare: 'แถวที่ใช้รหัสใหม่', maxUnitChange: 'ขนาดของตัวเลขเปลี่ยน (50 = สองเท่า)', maxDistributionShift: 'การกระจายเปลี่ยน (PSI × 100)', maxMisreadShare: 'แถวที่อักษรเพี้ยน' } satisfies Record<keyof Gates, string> as Record<keyof Gates, string>,
  },
  advanced: { title: 'ขั้นสูง: ข้อกำหนดเป็น YAML', note: 'แก้ได้ทั้งสองทาง ตารางด้านบนเปลี่ยนตามเมื่อ YAML ใช้ได้', label: 'ข้อกำหนด (ODCS 3.1)', apply: 'ใช้ YAML นี้', applied: 'ตรงกับตาราง', edited: 'แก้แล้ว ยังไม่ใช้', line: (v: { line: number }) => `บรรทัด ${v.line}`, undo: 'ทิ้งที่แก้' },
};
