import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('catalog', {
  'topic-not-found': { status: 404, th: 'ไม่พบหมวดนี้', en: 'There is no such topic', nextTh: 'กลับไปหน้าหมวดข้อมูล', nextEn: 'Go back to the topics.' },
  'topic-picture-refused': { status: 422, th: 'ภาพของหมวดต้องเป็น PNG, JPEG หรือ WebP ไม่เกิน 200 กิโลไบต์ กว้างและสูง 16–1,024 จุด', en: 'The picture of a topic is PNG, JPEG or WebP, at most 200 kilobytes, 16 to 1,024 pixels wide and high', nextTh: 'ย่อภาพแล้วส่งใหม่ หรือเลือกภาพของระบบ', nextEn: 'Make the picture smaller and send it again, or choose one of ours.' },
});
