/** คำที่หน้าผู้ดูแลใช้ร่วมกัน */
export const admin = {
  reason: 'เหตุผล', reasonHint: 'เก็บไว้กับรายการ ผู้ตรวจสอบอ่านได้', reasonNeeded: 'ต้องมีเหตุผลอย่างน้อย 3 ตัวอักษร', needed: 'ต้องกรอก', chooseNeeded: 'เลือกอย่างน้อยหนึ่งรายการ',
  once: 'แสดงครั้งเดียว ระบบเก็บเฉพาะรอยของรหัสนี้ คัดลอกตอนนี้', kept: 'เก็บแล้ว ปิดรายการ', actions: 'คำสั่ง', agency: 'หน่วยงาน', anyAgency: 'ทุกหน่วยงาน', anyState: 'ทุกสถานะ', search: 'ค้นหา', dropFilters: 'เอาตัวกรองออก', noMatch: 'ไม่มีรายการตามตัวกรอง', noMatchWhy: 'ลองเปลี่ยนคำค้นหรือเอาตัวกรองออก',
  range: (v: { from: number; to: number }) => `รายการที่ ${v.from}–${v.to}`, all: (v: { count: number }) => `ทั้งหมด ${v.count}\u00a0รายการ`,
  wholeMinistry: 'ทั้งกระทรวง', since: 'ตั้งแต่', until: 'ถึง', untilFurther: 'ไม่กำหนดวันสิ้นสุด', documentNo: 'เลขที่คำสั่งหรือหนังสือ', documentOn: 'ลงวันที่', state: 'สถานะ', at: 'เวลา', by: 'โดย', name: 'ชื่อ', nameTh: 'ชื่อภาษาไทย', nameEn: 'ชื่อภาษาอังกฤษ', save: 'บันทึก', saved: 'บันทึกแล้ว', change: 'แก้ไข', order: (v: { no: string; on: string }) => `คำสั่ง ${v.no} ลงวันที่ ${v.on}`,
  roles: { operator: 'ผู้ดูแลระบบ', secretariat: 'ฝ่ายเลขานุการ', steward: 'ผู้ดูแลข้อมูล', reader: 'ผู้อ่าน', 'agency-admin': 'ผู้ดูแลของหน่วยงาน', auditor: 'ผู้ตรวจสอบ', citizen: 'ประชาชน', service: 'โปรแกรม', visitor: 'ผู้ยังไม่ลงชื่อเข้าใช้' } as Record<string, string>,
  roleHints: { operator: 'ดูแลระบบทั้งกระทรวง', secretariat: 'กำหนดแผนและตัดสินรอบของทุกหน่วยงาน', steward: 'เชื่อมข้อมูลและตัดสินรอบของหน่วยงาน', reader: 'ดูและดาวน์โหลดข้อมูล', 'agency-admin': 'ดูแลคน บัญชี และบริการของหน่วยงาน', auditor: 'ดูทุกอย่าง เปลี่ยนอะไรไม่ได้' } as Record<string, string>,
};
