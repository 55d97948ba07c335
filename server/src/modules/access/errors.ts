import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('access', {
  'agreement-not-found': { status: 404, th: 'ไม่พบข้อตกลงนี้', en: 'There is no such agreement', nextTh: 'ตรวจเลขที่ข้อตกลง หรือค้นจากรายการ', nextEn: 'Check its number or search the list.' },
});
