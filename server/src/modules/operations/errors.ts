import { defineProblems } from '#kernel/problem.ts';

/** Problems of running the house. */
export const operationsProblem = defineProblems('operations', {
  'worker-not-found': { status: 404, th: 'ไม่พบตัวทำงานนี้', en: 'No such worker', nextTh: 'โหลดหน้าใหม่เพื่อดูตัวทำงานที่มี', nextEn: 'Reload to see which workers there are.' },
  'worker-not-working': { status: 409, th: 'ตัวทำงานนี้หยุดรับงานหรือจบไปแล้ว', en: 'This worker drains or has ended already', nextTh: 'โหลดหน้าใหม่เพื่อดูสถานะล่าสุด', nextEn: 'Reload to see how it stands.' },
  'worker-not-drained': { status: 409, th: 'ตัวทำงานนี้ไม่ได้หยุดรออยู่ จึงไม่มีอะไรให้เริ่มใหม่', en: 'This worker does not stand drained, so there is nothing to start', nextTh: 'ตัวทำงานที่ไม่ได้เริ่มด้วย saphan up ให้เริ่มที่เครื่องของมัน', nextEn: 'A worker that saphan up did not start is started where it runs.' },
});
