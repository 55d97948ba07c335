/** เปิดชุดข้อมูลเป็นบริการจากรุ่นข้อมูล */
export const hosting = {
  open: 'เปิดเป็นบริการ', openTitle: 'เปิดเป็นบริการข้อมูล', noRelease: 'ต้องมีรุ่นข้อมูลก่อนจึงเปิดเป็นบริการได้', loading: 'กำลังอ่านการตั้งค่าบริการ', opened: 'เปิดบริการแล้ว',
  lead: 'บริการตอบจากรุ่นปัจจุบันเสมอ ผู้ใช้ต้องมีข้อตกลงก่อน คอลัมน์ส่วนบุคคลไม่รวมอยู่จนกว่าจะเลือก', kind: 'ผู้เรียกได้อะไร',
  kinds: { rows: 'แถวข้อมูล', lookup: 'ค้นรายรายการ', predicate: 'ตอบใช่หรือไม่', aggregate: 'ตัวเลขสรุป', bulk: 'ไฟล์ทั้งรุ่น' } as Record<string, string>,
  about: {
    rows: 'แถวตามเงื่อนไข เรียง แบ่งหน้าได้', lookup: 'หนึ่งรายการตามกุญแจ ตอบเร็ว', predicate: 'ใช่หรือไม่เกี่ยวกับหนึ่งรายการ ไม่ให้ข้อมูลอื่น',
    aggregate: 'จำนวน ผลรวม ค่าเฉลี่ย โดยไม่บอกกลุ่มเล็ก', bulk: 'Parquet หรือ CSV พร้อมแฮช รับต่อได้เมื่อขาดตอน',
  } as Record<string, string>,
  settings: 'ข้อมูลที่บริการให้', settingsNote: (v: { version: string; by: string; day: string }) => `ฉบับที่ ${v.version} โดย ${v.by} ${v.day}`, dataset: 'ชุดข้อมูล', release: 'รุ่นที่ตอบอยู่', releaseNumber: (v: { number: string }) => `รุ่น ${v.number}`, noReleaseNow: 'ไม่มีรุ่นให้ตอบ',
  key: 'กุญแจ', columns: 'คอลัมน์', column: 'คอลัมน์', type: 'ชนิด', personal: 'ข้อมูลส่วนบุคคล', notPersonal: 'ไม่ใช่', pseudonymised: 'แทนด้วยรหัส ให้เฉพาะสี่ตัวท้าย', columnsCaption: 'คอลัมน์ที่บริการให้', name: 'ชื่อ',
  personalKinds: { direct: 'ระบุตัวบุคคล', indirect: 'อาจระบุตัวบุคคล', sensitive: 'ข้อมูลอ่อนไหว' } as Record<string, string>,
  types: { 'text': 'ข้อความ', 'integer': 'จำนวนเต็ม', 'decimal': 'ทศนิยม', 'boolean': 'ใช่/ไม่', 'date': 'วันที่', 'timestamp': 'เวลา', 'citizen-id': 'เลขประจำตัว', 'geocode': 'รหัสพื้นที่' } as Record<string, string>,
  conditions: 'เงื่อนไขที่ถามได้', groups: 'แบ่งกลุ่มตาม', suppress: 'ไม่บอกตัวเลขที่น้อยกว่า', suppressRows: (v: { count: string }) => `${v.count} แถว`, suppressHint: 'จำนวนแถวอย่างน้อยของตัวเลขที่บอกได้ 1–1000', notANumber: 'ต้องเป็นจำนวน 1–1000',
  served: 'แถวพร้อมค้น', filling: (v: { done: string; of: string }) => `กำลังนำเข้า ${v.done} จาก ${v.of} แถว ระหว่างนี้รุ่นก่อนหน้าตอบอยู่`, ready: (v: { rows: string; number: string }) => `${v.rows} แถวของรุ่น ${v.number}`, refused: 'นำเข้าไม่ได้', dropped: 'ไม่มีแล้ว',
  change: 'แก้สิ่งที่บริการให้', changeTitle: 'แก้สิ่งที่บริการให้', save: 'บันทึกเป็นฉบับใหม่', saved: 'บันทึกฉบับใหม่แล้ว', reason: 'เหตุผล', needed: 'ต้องกรอกช่องนี้', noColumns: 'เลือกอย่างน้อยหนึ่งคอลัมน์',
  acceptBreaking: 'ยอมรับว่าผู้เรียกเดิมอาจต้องแก้โปรแกรม', isKey: 'เป็นกุญแจ อยู่เสมอ', addCondition: 'เพิ่มเงื่อนไข', conditionTh: 'ชื่อเงื่อนไข (ไทย)', conditionEn: 'ชื่อเงื่อนไข (อังกฤษ)', conditionName: 'รหัสเงื่อนไข', conditionNameHint: 'อังกฤษตัวเล็ก ตัวเลข และ - เช่น registered-in',
  conditionColumn: 'คอลัมน์ที่ดู', conditionOp: 'เทียบแบบ', conditionValue: 'ค่า', conditionAsked: 'ผู้เรียกระบุค่า', remove: 'นำออก', removeOf: (v: { name: string }) => `นำเงื่อนไข ${v.name} ออก`, existsOnly: 'มีรายการอยู่ในข้อมูล', ops: { 'eq': 'เท่ากับ', 'ne': 'ไม่เท่ากับ', 'lt': 'น้อยกว่า', 'lte': 'ไม่เกิน', 'gt': 'มากกว่า', 'gte': 'ตั้งแต่', 'in': 'เป็นค่าใดค่าหนึ่งของ', 'is-null': 'ว่าง' } as Record<string, string>,
  askedWord: (v: { param: string }) => `ค่าที่ผู้เรียกระบุ (${v.param})`,
};
