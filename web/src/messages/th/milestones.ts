type Id = 'requested' | 'surveyed' | 'connected' | 'agreed' | 'run' | 'accepted' | 'steady';

/** หมุดหมายของชุดข้อมูล และกำหนดที่เลื่อน */
export const milestones = {
  title: 'หมุดหมาย', note: 'มาจากข้อเท็จจริงที่บันทึกไว้ ไม่มีใครกรอกเอง', loading: 'กำลังอ่านหมุดหมาย', none: 'ยังไม่มีกำหนด จึงยังไม่มีหมุดหมาย',
  names: { requested: 'ตั้งกำหนด', surveyed: 'ตอบแบบสำรวจ', connected: 'มีต้นทาง', agreed: 'ตกลงข้อกำหนด', run: 'รอบแรก', accepted: 'รับรุ่นแรก', steady: 'เข้าที่ (ใช้ได้ต่อเนื่อง 30 วัน)' } as Record<Id, string>,
  milestone: 'หมุดหมาย', baseline: 'ตามกำหนดแรก', current: 'จริงหรือเร็วที่สุด', slip: 'ต่าง', expected: (v: { date: string }) => `เร็วที่สุด ${v.date}`,
  days: (v: { days: number }) => (v.days === 0 ? 'ตรง' : v.days > 0 ? `ช้า ${v.days} วัน` : `เร็ว ${-v.days} วัน`),
  slipTitle: (v: { count: number }) => `ช้ากว่ากำหนดแรก ${v.count}\u00a0ชุด`, slipHeading: 'กำหนดแรกเทียบกับปัจจุบัน',
  slipSays: (v: { count: number; total: number; days: number }) => `**${v.count}** จาก ${v.total}\u00a0ชุดที่มีกำหนด ช้ากว่ากำหนดแรก ช้าที่สุด **${v.days}\u00a0วัน**`,
  slipNote: 'วงโปร่ง = กำหนดแรก · จุดทึบ = วันที่รับรุ่นแรก หรือเร็วที่สุดที่เป็นไปได้ · ขีด = กำหนดที่ตั้งใหม่ · เส้นประ = วันที่ดู',
  slipNone: 'ไม่มีชุดใดช้ากว่ากำหนดแรก', slipNoneWhy: 'ทุกชุดที่มีกำหนดเชื่อมแล้วหรือยังทันกำหนดแรก',
  byAgency: 'รายหน่วยงาน', agency: 'หน่วยงาน', dataset: 'ชุดข้อมูล', datasets: 'มีกำหนด', slipped: 'ช้า', worst: 'ช้าสุด (วัน)', stuck: 'ส่วนใหญ่รอ', stuckAt: (v: { name: string; count: number }) => `${v.name} ${v.count}\u00a0ชุด`, waits: 'รอ', why: 'เหตุที่เลื่อน', notMoved: 'ไม่เคยเลื่อนกำหนด',
  moved: (v: { date: string; reason: string; by: string }) => `เป็น ${v.date}: ${v.reason} (${v.by})`, more: (v: { count: number }) => `และอีก ${v.count}\u00a0ชุดที่ช้าน้อยกว่านี้`, showAll: 'แสดงทั้งหมด', asTable: 'ดูเป็นตาราง',
  chart: (v: { title: string; from: string; to: string; days: number }) => `${v.title}: ${v.from} → ${v.to} ช้า ${v.days} วัน`,
  reminders: { title: 'การแจ้งเตือนหน่วยงาน', none: 'ยังไม่เคยแจ้งเตือน', loading: 'กำลังอ่านการแจ้งเตือน', on: 'วันที่แจ้ง', whom: 'ถึง', audience: { owner: 'ผู้ดูแลข้อมูลของหน่วยงาน', head: 'หัวหน้าหน่วยงาน' }, count: 'เรื่องใหม่ (ชุด)', settled: 'สิ้นสุด', open: 'ยังค้าง' },
};
