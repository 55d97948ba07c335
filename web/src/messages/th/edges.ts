/** ปลายทางของหน่วยงาน (saphan edge) */
export const edges = {
  title: 'ปลายทางของหน่วยงาน', note: 'โปรแกรม saphan edge ในเครือข่ายของหน่วยงาน เชื่อมต่อขาออกเท่านั้นและถือกุญแจของหน่วยงานเอง', loading: 'กำลังอ่านปลายทาง', none: 'ยังไม่มีปลายทางของระบบนี้', noneWhy: 'ติดตั้งเมื่อหน่วยงานเปิดพอร์ตขาเข้าไม่ได้ วิธีติดตั้งอยู่ใน docs/guides/edge.md',
  connected: 'เชื่อมต่ออยู่', away: 'ขาดการติดต่อ', never: 'ไม่มี', instance: 'ปลายทาง', state: 'สถานะ', lastSeen: 'ได้ยินล่าสุด', version: 'รุ่น', clock: 'นาฬิกา', clockRight: 'ตรง', clockOff: (v: { seconds: number }) => `${v.seconds > 0 ? 'เร็ว' : 'ช้า'} ${Math.abs(v.seconds)} วินาที`, services: 'บริการที่ตอบ', noServices: 'เรียกใช้อย่างเดียว', direct: 'รับตรงเมื่อศูนย์ล่ม', noDirect: 'ไม่รับ',
};
