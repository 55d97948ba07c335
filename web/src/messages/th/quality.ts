/** คุณภาพของทะเบียนและข้อมูล */
export const quality = {
  title: 'คุณภาพข้อมูล', loading: 'กำลังอ่านคุณภาพ', grade: (v: { grade: string }) => `เกรด ${v.grade}`, score: (v: { score: string }) => `${v.score} จาก 100 คะแนน`, measured: 'วัดล่าสุด', live: 'คำนวณเมื่อเปิดหน้านี้',
  note: 'เกรดตามน้ำหนักของระบบตรวจ GDCatalog Smart Plus: A ตั้งแต่ 90, B 75, C 60, D 40',
  partsTitle: 'คะแนนห้าส่วน', parts: { metadata: 'ทะเบียนครบและใช้ค้นได้', timeliness: 'ทันสมัย', accessibility: 'ดาวน์โหลดได้', machine: 'โปรแกรมอ่านได้', validity: 'ถูกต้อง' } as Record<string, string>, pointsOf: (v: { points: string; of: string }) => `${v.points} จาก ${v.of}`,
  dimensionsTitle: 'เจ็ดมิติ', dimensionsNote: 'มิติคุณภาพข้อมูลตามที่ NECTEC ใช้ คิดเป็นร้อยละ',
  dimensions: { completeness: 'ความครบถ้วน', uniqueness: 'ความไม่ซ้ำ', validity: 'ความถูกต้อง', consistency: 'ความสอดคล้อง', timeliness: 'ความทันสมัย', availability: 'ความพร้อมใช้', relevancy: 'ตรงความต้องการ' } as Record<string, string>, unmeasured: 'ยังวัดไม่ได้',
  lossesTitle: 'คะแนนที่หาย และวิธีได้คืน', lost: 'หายไป', why: 'เพราะ', next: 'ทำต่อ', part: 'ส่วน', dimension: 'มิติ', mend: 'แก้ช่องนี้', none: 'ไม่มีคะแนนที่หาย', noneWhy: 'ทะเบียนครบ ข้อมูลตรวจแล้วทุกแถว และดาวน์โหลดได้ทุกไฟล์',
  linksTitle: 'การตรวจลิงก์', linksNote: 'ระบบถามที่อยู่ของไฟล์ทุกวันโดยไม่ดาวน์โหลดไฟล์ นับว่าเสียเมื่อเปิดไม่ได้สองครั้งติดกัน', file: 'ไฟล์', state: 'ผล', asked: 'ตรวจเมื่อ', good: 'เปิดได้', broken: 'เปิดไม่ได้', again: 'เปิดไม่ได้ จะตรวจซ้ำ', waiting: 'ยังไม่ได้ตรวจ',
  overview: {
    title: 'คุณภาพข้อมูลของกระทรวง', lead: (v: { datasets: string; score: string; broken: number }) => `**${v.datasets} ชุดข้อมูล** เฉลี่ย **${v.score} คะแนน**${v.broken > 0 ? ` มีลิงก์ที่เปิดไม่ได้ !!${v.broken} ลิงก์!!` : ''}`,
    loading: 'กำลังอ่านคุณภาพของทุกชุด', none: 'ยังไม่มีชุดข้อมูลที่วัดแล้ว', noneWhy: 'ทะเบียนวัดคุณภาพเองเมื่อมีการแก้ไข และทุกคืน', which: 'ทะเบียนที่นับ', published: 'เผยแพร่แล้ว', everything: 'ทั้งหมด',
    grades: 'จำนวนชุดข้อมูลแยกตามเกรด', count: (v: { count: string }) => `${v.count} ชุด`, agencies: 'แยกตามหน่วยงาน', agency: 'หน่วยงาน', datasets: 'ชุดข้อมูล', mean: 'คะแนนเฉลี่ย', good: 'เกรด A–B', poor: 'เกรด D–F',
    costs: 'สิ่งที่เสียคะแนนมากที่สุด', costsNote: 'แก้เรื่องบนสุดก่อน ได้คะแนนคืนมากที่สุด', points: 'คะแนนรวมที่หาย', example: 'เริ่มจาก',
    poorest: 'ชุดที่ควรปรับปรุงก่อน', ofGrade: (v: { grade: string }) => `ชุดข้อมูลเกรด ${v.grade}`, dataset: 'ชุดข้อมูล', main: 'คะแนนหายมากสุดเพราะ', allGrades: 'ทุกเกรด', onlyAgency: (v: { name: string }) => `เฉพาะ ${v.name}`, dropAgency: 'ทุกหน่วยงาน',
  },
};
