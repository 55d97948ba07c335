import type { HitKind } from '../../app/quick/question.ts';

/** The search over every page (Ctrl K). `also` holds other words people use for a page. */
export const quick = {
  open: 'ค้นหาชุดข้อมูล หน่วยงาน รอบ', label: 'ค้นหา', placeholder: 'ชื่อชุดข้อมูล หน่วยงาน หรือเลขรอบ', close: 'ปิดการค้นหา', results: 'ผลการค้นหา',
  kinds: { page: 'หน้า', agency: 'หน่วยงาน', dataset: 'ชุดข้อมูล', run: 'รอบการเชื่อมโยง', contract: 'ข้อกำหนด' } satisfies Record<HitKind, string> as Record<HitKind, string>,
  hint: 'พิมพ์ไทยหรืออังกฤษก็ได้ เช่น “ฝน” “ชป. อ่างเก็บน้ำ” “รอบ 12” หรือ “ข้อกำหนด ฝน”',
  busy: 'กำลังค้น', found: (v: { count: number }) => `พบ ${v.count}\u00a0รายการ`,
  nothing: (v: { text: string }) => `ไม่พบ “${v.text}”`, nothingNext: 'ลองใช้คำที่สั้นลง คำภาษาอังกฤษ หรือชื่อย่อของหน่วยงาน',
  allDatasets: (v: { text: string }) => `ดูทุกชุดข้อมูลที่มีคำว่า “${v.text}”`, contractVersion: (v: { version: number }) => `ข้อกำหนดฉบับ\u00a0${v.version}`,
  keys: { choose: 'เลือก', open: 'เปิด', close: 'ปิด' },
  also: { board: 'แดชบอร์ด ความก้าวหน้า แผน ภาพรวม หน้าแรก', datasets: 'รายการข้อมูล บัญชีข้อมูล', runs: 'ประวัติการนำเข้า งาน', link: 'อัปโหลด นำเข้า ส่งไฟล์ เพิ่มชุดข้อมูล' } as Record<string, string>,
};
