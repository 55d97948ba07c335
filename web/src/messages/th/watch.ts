/** เรื่องที่ต้องดู และคุณภาพย้อนหลัง */
export const watch = {
  title: 'เรื่องที่ต้องดู', lead: (v: { count: number }) => (v.count === 0 ? 'ไม่มีเรื่องที่รอใคร' : `**${v.count}** เรื่องรอคนดู`), loading: 'กำลังอ่านเรื่องที่ต้องดู', caption: 'เรื่องที่ต้องดู', show: 'แสดง', shown: { open: 'ยังเปิดอยู่', over: 'จบแล้ว' },
  all: 'ทุกชนิด', kind: 'ชนิด', kinds: { held: 'รอบถูกพัก', rejects: 'แถวไม่ผ่านเกินเกณฑ์', failing: 'ล้มเหลวติดกัน', suspended: 'หยุดถามต้นทาง', anomaly: 'ผิดจากปกติ', 'personal-data': 'ข้อมูลส่วนบุคคล', late: 'มาช้า', rule: 'ไม่ผ่านกติกาที่ให้เตือน' } as Record<string, string>, kindOf: (v: { kind: string; count: number }) => `${v.kind} (${v.count})`,
  none: 'ไม่มีเรื่องที่ต้องดู', noneWhy: 'เมื่อรอบถูกพัก ล้มเหลว มาช้า หรือข้อมูลผิดจากปกติ เรื่องจะมาอยู่ที่นี่และผู้รับผิดชอบจะได้รับแจ้ง', noneOver: 'ยังไม่มีเรื่องที่จบแล้ว',
  since: 'ตั้งแต่', next: 'ทำอะไรต่อ', times: (v: { times: number }) => `${v.times} ครั้ง`, told: (v: { names: string; at: string }) => `แจ้ง ${v.names} เมื่อ ${v.at}`, notTold: 'ยังไม่ได้แจ้งใครทางอีเมล', escalated: 'ส่งต่อส่วนกลางแล้ว', toKnow: 'เพื่อทราบ', toRun: (v: { id: number }) => `เปิดรอบ ${v.id}`,
  close: 'ปิดเรื่อง', closeTitle: 'ปิดเรื่องนี้', closeWhy: 'สาเหตุเดิมจะไม่เปิดเรื่องใหม่อีก สาเหตุอื่นเปิดได้', closed: 'ปิดเรื่องแล้ว', closedBy: (v: { by: string; note: string }) => `${v.by}: “${v.note}”`, overByItself: 'จบเองเมื่อสาเหตุหมดไป',
  section: 'เรื่องที่ต้องดู', sectionNone: 'ไม่มีเรื่องที่ต้องดู', toTrend: 'คุณภาพย้อนหลัง', earlier: (v: { count: number }) => `จบแล้ว ${v.count} เรื่อง`,
  caretaker: 'ผู้รับผิดชอบชุดข้อมูล', caretakerHint: 'รู้เรื่องก่อนใคร ไม่ระบุ: ผู้รับผิดชอบของหน่วยงาน', caretakerNone: 'ไม่ระบุ', caretakerSaved: 'บันทึกผู้รับผิดชอบแล้ว',
  rules: { title: 'กติกา', rule: 'กติกา', says: 'ข้อมูลที่ดีต้อง', severity: 'ถ้าไม่ผ่าน', severities: { reject: 'กักแถว', hold: 'พักรอบ', warn: 'เตือน' } },
  trend: {
    title: (v: { dataset: string }) => `คุณภาพย้อนหลัง: ${v.dataset}`, crumb: 'คุณภาพย้อนหลัง', lead: 'ทุกจุดคือหนึ่งรุ่น เลือกช่วงเวลาและคอลัมน์ได้', loading: 'กำลังอ่านคุณภาพย้อนหลัง', period: 'ช่วงเวลา', periods: { '30': '30 วัน', '180': '6 เดือน', '730': '2 ปี' } as Record<string, string>,
    none: 'ไม่มีรุ่นในช่วงนี้', noneWhy: 'เลือกช่วงที่ยาวขึ้น หรือเชื่อมข้อมูลรอบแรก', rows: 'จำนวนแถว', rejects: 'แถวที่ไม่ผ่าน', late: 'ช้ากว่ากำหนด', lateUnit: 'ชม.', nulls: 'ช่องว่างของคอลัมน์', column: 'คอลัมน์', table: 'ดูเป็นตาราง', release: 'รุ่น', at: 'เผยแพร่', changed: 'เพิ่ม / หาย / เปลี่ยน', noneLate: 'ไม่มีรุ่นที่มาตามตารางเวลา', range: (v: { from: string; to: string; last: string }) => `ต่ำสุด ${v.from} สูงสุด ${v.to} ล่าสุด ${v.last}`,
    columns: 'ช่องว่างทุกคอลัมน์', columnsNote: 'จากรุ่นแรกถึงรุ่นล่าสุดของช่วง เรียงตามข้อกำหนด', first: 'รุ่นแรก', most: 'มากที่สุด', last: 'รุ่นล่าสุด', distinct: 'ค่าต่างกัน', mean: 'เฉลี่ย', min: 'น้อยสุด', max: 'มากสุด', ofColumn: (v: { column: string }) => `คอลัมน์ ${v.column}`,
  },
};
