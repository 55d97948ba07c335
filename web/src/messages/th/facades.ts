/** ทางเข้าสำหรับโปรแกรมของระบบแลกเปลี่ยนอื่น */
export const facades = {
  title: 'ทางเข้าแบบเดิม', lead: 'ให้โปรแกรมที่เขียนไว้สำหรับระบบแลกเปลี่ยนอื่นเรียกบริการข้อมูลได้โดยไม่ต้องแก้ ปิดไว้จนกว่าผู้ดูแลระบบจะเปิด', loading: 'กำลังอ่านทางเข้า', caption: 'ทางเข้าสำหรับโปรแกรมของระบบแลกเปลี่ยนอื่น',
  way: 'ทางเข้า', address: 'ที่อยู่', state: 'สถานะ', actions: 'ทำ', open: 'เปิดอยู่', closed: 'ปิดอยู่', until: (v: { day: string }) => `ถึงวันที่ ${v.day}`, changed: 'เปลี่ยนล่าสุด',
  names: { 'x-road': 'X-Road REST (r1)', 'older-gateway': 'รหัสลับร่วมแบบเดิม (validate และ Token)' } as Record<string, string>,
  about: {
    'x-road': 'ระบบที่พูด X-Road REST เรียกด้วยหัว X-Road-Client พร้อมโทเคน ใบรับรอง หรือลายมือชื่อของระบบนั้น',
    'older-gateway': 'ขอโทเคนด้วย Consumer-Key กับรหัสลับ ทุกการแลกเปลี่ยนมีระดับความมั่นใจ 0 และต้องมีวันเลิกใช้',
  } as Record<string, string>,
  openIt: 'เปิด', closeIt: 'ปิด', openOf: (v: { name: string }) => `เปิดทางเข้า ${v.name}`, closeOf: (v: { name: string }) => `ปิดทางเข้า ${v.name}`, reason: 'เหตุผล', reasonHint: 'อย่างน้อย 5 ตัวอักษร บันทึกไว้ในสมุดหลักฐาน', sunset: 'วันสุดท้ายที่เปิด', saved: 'บันทึกแล้ว', needed: 'ต้องกรอกช่องนี้',
  secrets: 'รหัสลับร่วม', secretsCaption: 'ระบบที่ยังใช้รหัสลับร่วม', noSecrets: 'ไม่มีระบบใดใช้รหัสลับร่วม', noSecretsWhy: 'ระบบใหม่ควรลงลายมือชื่อด้วยกุญแจของตนเอง', system: 'ระบบ', systemHint: 'ชื่อเต็ม เช่น TH/GOV/doae/farmers', key: 'Consumer-Key', note: 'ใช้ทำอะไร', ends: 'ใช้ได้ถึง', used: 'ใช้ล่าสุด', never: 'ยังไม่เคยใช้',
  ended: 'ยกเลิกแล้ว', issue: 'ออกรหัสลับ', issued: 'ออกรหัสลับแล้ว', shown: 'รหัสลับร่วม เห็นครั้งเดียว', end: 'ยกเลิก', endOf: (v: { name: string }) => `ยกเลิกรหัสลับของ ${v.name}`, endDone: 'ยกเลิกแล้ว โทเคนทั้งหมดใช้ไม่ได้ทันที',
};
