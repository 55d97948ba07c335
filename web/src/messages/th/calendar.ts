/** ปฏิทินวันหยุดราชการ */
export const calendar = {
  title: 'ปฏิทินราชการ', lead: (v: { working: number; off: number; provisional: number }) => `**${v.working}** วันทำการ · วันหยุดในวันทำงาน ${v.off} วัน${v.provisional > 0 ? ` · รอยืนยัน ${v.provisional} รายการ` : ''}`,
  loading: 'กำลังอ่านปฏิทิน', none: 'ยังไม่มีวันหยุดของปีนี้', noneWhy: 'ประกาศวันหยุดได้จากปุ่มด้านบน', caption: 'วันหยุดราชการ',
  year: 'ปี พ.ศ.', before: 'ปีก่อนหน้า', after: 'ปีถัดไป', by: 'นับปีแบบ', calendarYear: 'ปีปฏิทิน', fiscalYear: 'ปีงบประมาณ', named: (v: { year: string; ce: string }) => `พ.ศ. ${v.year}`, namedFiscal: (v: { year: string; ce: string }) => `ปีงบประมาณ พ.ศ. ${v.year}`,
  day: 'วัน', name: 'ชื่อวันหยุด', kind: 'ที่มาของวัน', source: 'อ้างอิง', state: 'สถานะ', actions: 'คำสั่ง', weekend: 'ตรงกับวันหยุดสัปดาห์',
  kinds: { fixed: 'ประจำปี', lunar: 'ตามจันทรคติ', substitution: 'ชดเชย', declared: 'ประกาศเฉพาะปี' } as Record<string, string>,
  states: { confirmed: 'ยืนยันแล้ว', provisional: 'รอยืนยัน', withdrawn: 'ยกเลิกแล้ว' } as Record<string, string>,
  declare: 'ประกาศวันหยุด', declareWhy: 'ตารางเวลาที่นับวันทำการจะเลื่อนตามทันที', nameTh: 'ชื่อภาษาไทย', nameEn: 'ชื่อภาษาอังกฤษ', sourceHint: 'ประกาศหรือมติ ครม. เลขที่และวันที่', declared: 'ประกาศวันหยุดแล้ว', needed: 'ช่องนี้ต้องมีค่า',
  confirm: 'ยืนยัน', confirmTitle: (v: { name: string }) => `ยืนยัน ${v.name}`, confirmed: 'ยืนยันแล้ว', withdraw: 'ยกเลิก', withdrawTitle: (v: { name: string }) => `ยกเลิก ${v.name}`, withdrawWhy: 'วันนั้นจะนับเป็นวันทำการ รายการยังอยู่พร้อมเหตุผล', withdrawn: 'ยกเลิกวันหยุดแล้ว',
  because: (v: { by: string; reason: string }) => `${v.by}: “${v.reason}”`, provisionalWhy: 'รายการรอยืนยันนับเป็นวันหยุดไว้ก่อน จนกว่าส่วนกลางจะเทียบกับประกาศแล้วยืนยันหรือยกเลิก',
};
