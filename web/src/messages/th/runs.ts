export const runs = {
  title: 'รอบการเชื่อมโยง', lead: 'ทุกครั้งที่ข้อมูลเข้ามา ใหม่สุดก่อน เปิดดูเหตุผล แถวที่กัก และผลของแต่ละรอบ', loading: 'กำลังอ่านรายการรอบ ไม่เกิน 2 วินาที', caption: 'รายการรอบการเชื่อมโยง', link: 'เชื่อมชุดข้อมูล',
  run: 'รอบ', dataset: 'ชุดข้อมูล', state: 'สถานะ', rows: 'ผ่าน', bad: 'กักไว้', source: 'ต้นทาง', at: 'เมื่อ', release: (v: { number: number }) => `รุ่น\u00a0${v.number}`, filter: 'แสดง',
  groups: { all: 'ทั้งหมด', active: 'กำลังทำ', held: 'พักไว้', published: 'เผยแพร่แล้ว', no_change: 'ไม่เปลี่ยน', failed: 'ไม่สำเร็จ' } as Record<string, string>, ofDataset: (v: { dataset: string }) => `ชุดข้อมูล: ${v.dataset}`,
  range: (v: { from: number; to: number }) => `รายการที่ ${v.from}–${v.to}`, all: (v: { count: number }) => `ทั้งหมด ${v.count}\u00a0รอบ`,
  none: 'ยังไม่มีรอบ', noneWhy: 'รอบแรกจะเกิดเมื่อเชื่อมไฟล์หรือต้นทาง', noMatch: 'ไม่มีรอบในสถานะนี้', noMatchWhy: 'เลือกสถานะอื่น หรือดูทุกรอบ', dropFilters: 'ดูทุกรอบ', removeDataset: 'ดูทุกชุดข้อมูล',
};
