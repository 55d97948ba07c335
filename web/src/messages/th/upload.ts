export const upload = {
  choose: 'เลือกไฟล์', sending: 'กำลังส่งไฟล์', sendingName: (v: { name: string }) => `กำลังส่ง ${v.name}`, stop: 'หยุดส่ง', other: 'เลือกไฟล์อื่น',
  sent: (v: { sent: string; size: string; share: string }) => `ส่งแล้ว ${v.sent} จาก ${v.size} (${v.share})`,
  notKept: (v: { name: string }) => `${v.name}: ยังไม่มีอะไรเปลี่ยน`,
  keptSoFar: (v: { name: string; sent: string }) => `${v.name}: ส่วนที่ส่งแล้ว ${v.sent} ยังอยู่ ลองอีกครั้งจะส่งต่อจากเดิม`,
};
