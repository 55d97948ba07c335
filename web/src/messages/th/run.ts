import type { RunState, StepState } from '../../api/types.ts';

export const run = {
  number: (v: { id: number }) => `รอบที่ ${v.id}`, loading: 'กำลังอ่านรอบการเชื่อมโยง ไม่เกิน 2 วินาที',
  triggers: { person: 'เริ่มโดยผู้ใช้', schedule: 'ตามกำหนดเวลา', watch: 'พบไฟล์ใหม่', command: 'เริ่มจากคำสั่ง', sample: 'ข้อมูลตัวอย่าง', replay: 'ส่งแถวที่แก้แล้ว', push: 'หน่วยงานส่งเข้ามา', backfill: 'อ่านย้อนหลัง' } as Record<string, string>,
  states: {
    queued: 'รอคิว', claimed: 'เริ่มทำงาน', extracting: 'กำลังดึงข้อมูล', staged: 'อ่านไฟล์แล้ว', validating: 'กำลังตรวจ', diffed: 'เทียบรุ่นแล้ว', publishing: 'กำลังเผยแพร่', published: 'เผยแพร่แล้ว', held: 'พักไว้',
    no_change: 'ไม่เปลี่ยน', rejected: 'ไม่ให้เผยแพร่', retry_wait: 'รอลองใหม่', failed: 'ไม่สำเร็จ', cancelled: 'หยุดแล้ว', superseded: 'มีรอบใหม่กว่า',
  } satisfies Record<RunState, string> as Record<RunState, string>,
  titles: {
    queued: 'รอคิว', claimed: 'กำลังเริ่ม', extracting: 'กำลังดึงข้อมูล', staged: 'กำลังตรวจ', validating: 'กำลังตรวจ', diffed: 'กำลังเทียบรุ่นก่อน', publishing: 'กำลังเผยแพร่', published: 'เผยแพร่แล้ว', held: 'พักไว้ รอตัดสินใจ',
    no_change: 'ไม่มีอะไรเปลี่ยน', rejected: 'ไม่ให้เผยแพร่', retry_wait: 'รอลองใหม่', failed: 'ไม่สำเร็จ', cancelled: 'หยุดแล้ว', superseded: 'มีรอบใหม่กว่าแล้ว',
  } satisfies Record<RunState, string> as Record<RunState, string>,
  lead: {
    queued: 'รอเครื่องว่าง จะเริ่มเองเมื่อถึงคิว ปิดหน้านี้ได้',
    active: (v: { share: string; size: string; ok: string }) => `อ่านแล้ว **${v.share}** จาก ${v.size} ผ่าน **${v.ok}**\u00a0แถว`,
    starting: 'กำลังเตรียมไฟล์',
    activeBad: (v: { bad: string }) => ` กักไว้ !!${v.bad}\u00a0แถว!!`,
    retry: (v: { attempt: number; at: string }) => `ครั้งที่ ${v.attempt} ไม่สำเร็จ จะลองใหม่เองเวลา ~~${v.at}~~ ผู้ใช้ยังเห็นรุ่นเดิม`,
    published: (v: { release: number; rows: string }) => `เผยแพร่เป็น **รุ่น ${v.release}** แล้ว ผ่าน **${v.rows}**\u00a0แถว`,
    publishedDiff: (v: { added: string; removed: string; changed: string }) => ` เพิ่ม **${v.added}** หาย **${v.removed}** เปลี่ยน **${v.changed}**`,
    publishedBad: (v: { bad: string }) => ` กักไว้ !!${v.bad}\u00a0แถว!! แก้แล้วส่งกลับได้`,
    held: (v: { reasons: string }) => `ตรวจครบแล้วแต่ยังไม่เผยแพร่ เพราะ **${v.reasons}** ผู้ใช้ยังเห็นรุ่นเดิมจนกว่าจะมีผู้ตัดสิน`,
    noChange: 'ข้อมูลตรงกับรุ่นปัจจุบันทุกแถว จึงไม่ออกรุ่นใหม่ ความสดนับใหม่จากเวลานี้', rejected: (v: { by: string; reason: string }) => `${v.by} ตัดสินไม่ให้เผยแพร่ เพราะ “${v.reason}” ผู้ใช้ยังเห็นรุ่นเดิม`,
    failed: 'รอบนี้จบโดยไม่เผยแพร่ ผู้ใช้ยังเห็นรุ่นเดิม ไฟล์ต้นฉบับยังเก็บไว้', cancelled: 'หยุดก่อนเผยแพร่ ผู้ใช้ยังเห็นรุ่นเดิม ไม่มีสิ่งใดเปลี่ยน', superseded: 'รอบที่ใหม่กว่าเผยแพร่ไปแล้ว ผลของรอบนี้จึงไม่ใช้',
  },
  disconnected: 'ขาดการติดต่อชั่วคราว ตัวเลขอาจค้าง กำลังต่อใหม่เอง',
  cancel: 'หยุดรอบนี้', cancelTitle: 'หยุดรอบนี้', cancelWhy: 'ผู้ใช้ยังเห็นรุ่นเดิม ไฟล์ต้นฉบับยังเก็บไว้ เริ่มรอบใหม่จากไฟล์เดิมได้', cancelDone: 'หยุดรอบแล้ว', keepGoing: 'ทำต่อ',
  flow: {
    label: 'ขั้นของรอบการเชื่อมโยง', waiting: 'รอ', working: 'กำลังทำ',
    names: { extract: 'ดึงข้อมูล', decode: 'ถอดรหัส', check: 'ตรวจ', quarantine: 'กักแถว', compare: 'เทียบรุ่นก่อน', publish: 'เผยแพร่' } as Record<string, string>,
    states: { waiting: 'รอ', running: 'กำลังทำ', done: 'เสร็จ', warned: 'เสร็จ มีข้อสังเกต', failed: 'ไม่สำเร็จ' } satisfies Record<StepState, string> as Record<StepState, string>,
    rowsSoFar: (v: { rows: string }) => `${v.rows}\u00a0แถว`, left: (v: { share: string; left: string }) => `${v.share} · เหลือราว ${v.left}`,
  },
  duration: { seconds: (v: { seconds: string }) => `${v.seconds}\u00a0วินาที`, minutes: (v: { text: string }) => `${v.text}\u00a0นาที`, hours: (v: { text: string }) => `${v.text}\u00a0ชม.` },
  findings: {
    title: 'เรื่องที่พบระหว่างทาง', none: 'ยังไม่พบเรื่องที่ต้องแก้', noneWhy: 'แถวที่ไม่ผ่านข้อกำหนดจะแสดงที่นี่ตามเหตุผล', clean: 'ทุกแถวผ่านข้อกำหนด', cleanWhy: 'รอบนี้ไม่มีแถวที่ต้องกัก',
    count: (v: { count: string }) => `${v.count}\u00a0แถว`, kept: 'กักแถว ไม่หยุดรอบ', inColumn: (v: { column: string }) => `คอลัมน์ ${v.column}`, wholeRow: 'ทั้งแถว', fix: 'วิธีแก้', samples: 'ตัวอย่างแถวที่กักไว้', line: 'บรรทัด', value: 'ค่าที่ได้รับ', why: 'เหตุผล',
    samplesLater: 'ตัวอย่างแถวจะแสดงเมื่อจบขั้นกักแถว', all: 'ดูแถวทั้งหมด', quarantine: 'ดูแถวที่กักไว้และส่งกลับ', excel: 'Excel พร้อมเหตุผล', more: (v: { count: number }) => `และอีก ${v.count} เรื่อง`,
  },
  gates: { title: 'ถ้าจบแบบนี้', ended: 'เกณฑ์ก่อนเผยแพร่', none: 'ตรวจเมื่อจบขั้นเทียบรุ่น', passed: 'ผ่าน', failed: 'เกินเกณฑ์' },
  figures: { label: 'ตัวเลขของรอบ', read: 'อ่านแล้ว', ok: 'ผ่าน', bad: 'กักไว้', took: 'ใช้เวลา', memory: 'หน่วยความจำ', added: 'เพิ่ม', removed: 'หาย', changed: 'เปลี่ยน', unchanged: 'เหมือนเดิม', started: 'เริ่ม', finished: 'จบ', source: 'ต้นทาง', file: 'ไฟล์ต้นฉบับ', by: 'เริ่มโดย', contract: 'ข้อกำหนด', version: (v: { version: number }) => `ฉบับ\u00a0${v.version}`, ifCancelled: 'ถ้าหยุด', ifCancelledWhy: 'ผู้ใช้ยังเห็นรุ่นเดิม ไม่มีสิ่งใดเปลี่ยน', replayOf: 'แก้จากรอบ', attempt: 'ครั้งที่', uploaded: 'ส่งไฟล์' },
  speed: {
    title: 'ความเร็ว พันแถวต่อวินาที', average: (v: { rate: string }) => `เฉลี่ย ${v.rate}\u00a0แถวต่อวินาที`, said: (v: { rate: string; top: string }) => `ล่าสุด ${v.rate}\u00a0แถวต่อวินาที สูงสุด ${v.top}`, start: 'เริ่มดู', seconds: (v: { seconds: number }) => `${v.seconds} วิ`,
    table: 'ดูเป็นตาราง', at: 'วินาทีที่', rate: 'แถวต่อวินาที', tooShort: (v: { rows: string; took: string; rate: string }) => `อ่าน ${v.rows}\u00a0แถวใน ${v.took} เฉลี่ย **${v.rate}**\u00a0แถวต่อวินาที`,
  },
  log: { title: 'บันทึกการทำงาน', level: 'ระดับ', all: 'ทั้งหมด', warnings: (v: { count: number }) => `เตือน ${v.count}`, errors: (v: { count: number }) => `ผิดพลาด ${v.count}`, levels: { info: 'ข้อมูล', warn: 'เตือน', error: 'ผิดพลาด' } as Record<string, string>, follow: 'ตามบรรทัดล่าสุด', none: 'ไม่มีเหตุให้บันทึก เวลาและตัวเลขของแต่ละขั้นอยู่ด้านบน', noneOfLevel: 'ไม่มีบันทึกระดับนี้', loading: 'กำลังอ่านบันทึก' },
  decide: {
    title: 'ต้องตัดสินใจ', why: 'รอบนี้ตรวจครบแล้ว แต่บางข้อเกินเกณฑ์ จึงรอผู้มีอำนาจ', approve: 'เผยแพร่รอบนี้', reject: 'ไม่เผยแพร่', choice: 'ผลของการตัดสิน',
    approveWhat: 'ออกเป็นรุ่นใหม่ทันทีจากข้อมูลที่ตรวจแล้วชุดนี้ ผู้ใช้เห็นรุ่นใหม่ รุ่นเดิมยังอยู่และย้อนกลับได้', rejectWhat: 'ทิ้งผลของรอบนี้ ผู้ใช้ยังเห็นรุ่นเดิม แก้ที่ต้นทางแล้วเริ่มรอบใหม่ได้',
    reason: 'เหตุผล', reasonHint: 'บันทึกชื่อผู้ตัดสินและเหตุผลไว้กับรอบ', reasonNeeded: 'เขียนเหตุผลสั้น ๆ ก่อน', choose: 'เลือกผลของการตัดสินก่อน', send: 'บันทึกการตัดสิน', done: 'บันทึกการตัดสินแล้ว', by: (v: { by: string; at: string }) => `${v.by} ตัดสินเมื่อ ${v.at}`, approved: 'ให้เผยแพร่', rejected: 'ไม่ให้เผยแพร่',
  },
  outcome: { openRelease: (v: { number: number }) => `เปิดรุ่น ${v.number}`, openDataset: 'ไปหน้าชุดข้อมูล', again: 'เริ่มรอบใหม่', linkAgain: 'เชื่อมไฟล์นี้อีกครั้ง', newFile: 'ส่งไฟล์ใหม่', newContract: 'ร่างข้อกำหนดฉบับใหม่', headerFound: 'หัวตารางที่พบในไฟล์', diff: 'เทียบกับรุ่นก่อน', first: 'รุ่นแรกของชุดข้อมูลนี้ นับว่าเชื่อมโยงแล้ว' },
};
