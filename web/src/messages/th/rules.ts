import type { Severity } from '@saphan/contracts/contract';
import type { Parameter } from '@saphan/contracts/rules/rule-shapes';

/** กติกาและเกณฑ์ของชุดข้อมูล */
export const rules = {
  title: 'กติกาและเกณฑ์', of: (v: { dataset: string }) => `กติกาและเกณฑ์: ${v.dataset}`, lead: 'สิ่งที่ข้อมูลทุกรุ่นต้องเป็น ลองกับรุ่นปัจจุบันก่อนบันทึก บันทึกแล้วเป็นข้อกำหนดฉบับใหม่ ใช้กับรอบถัดไป', loading: 'กำลังอ่านข้อกำหนด', open: 'แก้กติกาและเกณฑ์', none: 'ยังไม่มีข้อกำหนด', noneWhy: 'เชื่อมข้อมูลรอบแรกก่อน แล้วจึงตั้งกติกา',
  list: 'กติกา', listNote: 'กติกาของแถวกักแถวได้ กติกาของทั้งชุดพักรอบหรือเตือน', caption: 'กติกาของข้อกำหนด', empty: 'ยังไม่มีกติกา', emptyWhy: 'เพิ่มกติกาแรก เช่น ค่าต้องอยู่ในช่วง หรือช่องว่างต้องไม่มาก', add: 'เพิ่มกติกา', change: 'แก้', remove: 'ลบ', deeds: 'คำสั่ง', isNew: 'ใหม่', isChanged: 'แก้แล้ว', where: 'ใช้กับ', wholeTable: 'ทั้งชุด', severity: 'ถ้าไม่ผ่าน',
  severities: { reject: 'กักแถว', hold: 'พักรอบไว้ให้คนตัดสิน', warn: 'เตือน แล้วเผยแพร่' } satisfies Record<Severity, string> as Record<Severity, string>,
  dialog: {
    add: 'เพิ่มกติกา', change: 'แก้กติกา', keep: 'ใช้กติกานี้', rule: 'กติกา', openRules: 'เปิดรายการกติกา', row: 'ตรวจทีละแถว', table: 'ตรวจทั้งชุด', free: 'เงื่อนไขที่เขียนเอง', freeHint: 'เป็นจริงเมื่อแถวดี เช่น planted_rai <= area_rai', says: 'กติกานี้บอกว่า', titleTh: 'ชื่อภาษาไทย', titleEn: 'ชื่อภาษาอังกฤษ', nameNeeded: 'ตั้งชื่อทั้งสองภาษา', conditionNeeded: 'เขียนเงื่อนไข', noColumn: 'ไม่มีคอลัมน์ชนิดที่กติกานี้ใช้ได้', nth: (v: { place: number }) => `คอลัมน์ที่ ${v.place}`, unset: 'ไม่ใช้',
    parameters: { column: 'คอลัมน์', columns: 'คอลัมน์', min: 'ไม่ต่ำกว่า', max: 'ไม่เกิน', values: 'ค่าที่รับได้', pattern: 'รูปแบบ (RE2)', share: 'ไม่เกินร้อยละ', days: 'ไม่เกินกี่วัน' } satisfies Record<Parameter, string> as Record<Parameter, string>,
    hints: { values: 'บรรทัดละค่า', min: 'เว้นว่างคือไม่จำกัด วันที่เขียนเป็น ค.ศ. เช่น 2025-02-15', max: 'เว้นว่างคือไม่จำกัด', pattern: 'ทั้งค่าต้องตรง เช่น P[0-9]{8}' } as Partial<Record<Parameter, string>>,
  },
  trial: {
    button: 'ลองกับรุ่นปัจจุบัน', doing: 'กำลังลอง', good: (v: { release: number; rows: string }) => `ผ่านทุกแถวของรุ่น ${v.release} (${v.rows} แถว)`, bad: (v: { release: number; failing: string; rows: string }) => `รุ่น ${v.release} ไม่ผ่าน ${v.failing} จาก ${v.rows} แถว`, tableGood: (v: { release: number }) => `รุ่น ${v.release} ผ่าน`, tableBad: (v: { release: number }) => `รุ่น ${v.release} ไม่ผ่าน`, notYet: 'ยังถามไม่ได้ ต้องมีรุ่นก่อนหน้า', found: (v: { what: string; value: string }) => `${v.what}: ${v.value}`, examples: 'แถวแรก ๆ ที่ไม่ผ่าน', masked: 'คอลัมน์ที่มีข้อมูลบุคคลแสดงเพียงว่ามีค่า', emptyCell: 'ว่าง',
  },
  usual: {
    title: 'เมื่อรุ่นใหม่ผิดจากปกติของชุดนี้เอง', note: 'เทียบกับประวัติของชุดเดียวกัน ไม่ต้องตั้งตัวเลข', volume: 'จำนวนแถว', nulls: 'ช่องว่างของคอลัมน์', freshness: 'อายุของวันล่าสุดในข้อมูล', handling: { hold: 'พักรอบ', warn: 'เตือน', off: 'ไม่ดู' } as Record<string, string>,
    said: (v: { count: number; low: string; high: string; usual: string }) => `${v.count} รุ่นล่าสุด: ${v.low}–${v.high} ค่ากลาง ${v.usual}`, saidOn: (v: { count: number; day: string; low: string; high: string; usual: string }) => `${v.count} รุ่นล่าสุดของวัน${v.day}: ${v.low}–${v.high} ค่ากลาง ${v.usual}`, days: (v: { days: string }) => `${v.days} วัน`, ofColumn: (v: { column: string; low: string; high: string }) => `${v.column} ${v.low}–${v.high}`, tooFew: (v: { releases: number; least: number }) => `มี ${v.releases} รุ่น ต้องมีอย่างน้อย ${v.least} รุ่นจึงบอกได้ว่าอะไรเป็นปกติ`, noDate: 'ข้อมูลชุดนี้ไม่มีวันที่ให้ดู', loading: 'กำลังอ่านประวัติ',
  },
  lastRun: (v: { value: string }) => `รอบล่าสุด ${v.value}`,
  save: {
    title: 'บันทึก', nothing: 'ยังไม่ได้แก้อะไร', checking: 'กำลังตรวจข้อกำหนด', button: (v: { version: number }) => `ออกข้อกำหนดฉบับ ${v.version}`, done: (v: { version: number }) => `ออกข้อกำหนดฉบับ ${v.version} แล้ว`, same: 'ข้อกำหนดเหมือนเดิม จึงไม่มีฉบับใหม่', undo: 'ทิ้งที่แก้', note: 'เหตุผล', noteHint: 'ผู้ใช้ข้อมูลเห็นในรายการฉบับ', yaml: 'ข้อกำหนดฉบับใหม่เป็น YAML', kept: 'หมายเหตุและส่วนอื่นของข้อกำหนดคงเดิมทุกตัวอักษร',
  },
};
