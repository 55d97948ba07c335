/** กำหนดเวลาที่เลื่อนตามปฏิทิน */
export const calendarMoves = {
  title: 'กำหนดเวลาที่เลื่อน', lead: 'วันหยุดที่ประกาศหรือยกเลิกเลื่อนกำหนดเวลาใดบ้าง จากวันใดไปวันใด', caption: 'การเปลี่ยนปฏิทินที่เลื่อนกำหนดเวลา', loading: 'กำลังอ่านรายการ', none: 'ยังไม่มีกำหนดเวลาใดเลื่อน', noneWhy: 'เมื่อประกาศหรือยกเลิกวันหยุดที่อยู่ในช่วงของกำหนดเวลา รายการจะขึ้นที่นี่',
  day: 'วัน', dayOff: 'วันหยุด', by: 'โดย', at: 'เมื่อ', moved: 'เลื่อน', closes: 'ประกาศเป็นวันหยุด', opens: 'ยกเลิกวันหยุด', rooms: 'ในงาน', open: (v: { count: number }) => `${v.count} เรื่อง`,
  room: { portal: 'คำขอข้อมูลจากประชาชน', plans: 'กำหนดเชื่อมโยงตามแผน', requests: 'คำขอเชื่อมโยง', readiness: 'แบบสำรวจ', meetings: 'งานตามมติที่ประชุม', access: 'ทบทวนสิทธิ', watch: 'เรื่องที่ต้องดู' } as Record<string, string>,
  one: {
    title: (v: { name: string }) => `กำหนดเวลาที่เลื่อนเพราะ ${v.name}`, closes: (v: { day: string; count: number; by: string }) => `${v.day} เป็นวันหยุดราชการ เลื่อน **${v.count}** เรื่อง ประกาศโดย ${v.by}`, opens: (v: { day: string; count: number; by: string; reason: string }) => `${v.day} ไม่เป็นวันหยุดแล้ว เลื่อน **${v.count}** เรื่อง ยกเลิกโดย ${v.by} “${v.reason}”`, source: 'อ้างอิง',
    caption: 'กำหนดเวลาที่เลื่อน', what: 'เรื่อง', agency: 'หน่วยงาน', wasOn: 'เดิม', movedTo: 'ใหม่', firstDueOn: 'กำหนดแรก', because: 'ตาม', ended: 'จบแล้ว', all: 'ทุกงาน', filter: 'งาน', said: (v: { count: number }) => `${v.count} เรื่องในหน้านี้`, none: 'ไม่มีกำหนดเวลาของหน่วยงานที่ท่านดูแล', noneWhy: 'การเปลี่ยนปฏิทินนี้เลื่อนกำหนดเวลาของหน่วยงานอื่น',
  },
  story: { title: 'กำหนดเวลา', due: 'ครบกำหนด', first: 'กำหนดแรก', because: 'ตาม', moves: 'เลื่อนเพราะ', closes: (v: { name: string; day: string }) => `${v.name} (${v.day})`, opens: (v: { name: string; day: string }) => `ยกเลิก ${v.name} (${v.day})`, given: 'ให้เวลาใหม่' },
};
