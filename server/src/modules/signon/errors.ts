import { defineProblems } from '#kernel/problem.ts';

/** Of the provider and its clients; each other folder has its own. */
export const problem = defineProblems('signon', {
  'client-not-found': { status: 404, th: 'ไม่พบบริการที่เชื่อมต่อนี้', en: 'There is no such e-service', nextTh: 'ตรวจรหัสบริการ หรือค้นจากหน้าบริการ', nextEn: 'Check its id or search the list of services.' },
});
