import { defineProblems } from '#kernel/problem.ts';

/** Problems of data that programs send by themselves. */
export const pushProblem = defineProblems('linkage', {
  'push-not-found': { status: 404, th: 'ไม่พบการส่งนี้ในชุดข้อมูล', en: 'The dataset has no such push', nextTh: 'เริ่มส่งใหม่ด้วย POST …/pushes', nextEn: 'Begin again with POST …/pushes.' },
  'push-key-reused': { status: 409, th: 'กุญแจการส่งนี้ใช้กับไฟล์อื่นไปแล้ว', en: 'This key was used for another file', nextTh: 'ใช้กุญแจใหม่ทุกครั้งที่ไฟล์เปลี่ยน', nextEn: 'Use another key whenever the file is another one.' },
});
