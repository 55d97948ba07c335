import { defineProblems } from '#kernel/problem.ts';

/** What can go wrong inside the engine, whoever uses it. */
export const engineProblem = defineProblems('lake', {
  'interrupted': { status: 503, th: 'งานถูกสั่งหยุด', en: 'The work was stopped', nextTh: 'เริ่มใหม่ได้เมื่อพร้อม', nextEn: 'Start it again when ready.', retry: 'transient' },
  'engine-closed': { status: 503, th: 'ระบบประมวลผลปิดแล้ว', en: 'The engine is closed', nextTh: 'ลองใหม่อีกครั้ง', nextEn: 'Try again.', retry: 'transient' },
  'out-of-memory': { status: 503, th: 'หน่วยความจำที่กำหนดไว้ไม่พอสำหรับงานนี้', en: 'The work needs more memory than its limit', nextTh: 'เพิ่ม SAPHAN_WORKER_MEMORY_MB หรือแบ่งไฟล์ แล้วลองใหม่', nextEn: 'Raise SAPHAN_WORKER_MEMORY_MB or split the file, then try again.', retry: 'transient' },
  'stream-broken': { status: 503, th: 'การอ่านข้อมูลขาดกลางทาง จึงไม่ถือว่าครบ', en: 'The reading broke off midway; what came is not all', nextTh: 'ลองใหม่อีกครั้ง ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลระบบ', nextEn: 'Try again; if it stays so, tell the administrator.', retry: 'transient' },
  'disk-full': { status: 507, th: 'เนื้อที่ดิสก์ไม่พอ', en: 'The disk is full', nextTh: 'เพิ่มเนื้อที่ แล้วระบบจะทำต่อเอง', nextEn: 'Free some space; the work goes on by itself.', retry: 'transient' },
});
