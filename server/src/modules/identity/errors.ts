import { defineProblems } from '#kernel/problem.ts';

/** Of the ways in; each other folder has its own. */
export const problem = defineProblems('identity', {
  'sign-in-refused': { status: 401, th: 'ลงชื่อเข้าใช้ไม่สำเร็จ', en: 'The sign-in was refused', nextTh: 'ตรวจชื่อผู้ใช้และรหัสผ่าน แล้วลองใหม่ หากยังไม่ได้ให้ติดต่อผู้ดูแลของหน่วยงาน', nextEn: "Check user name and password and try again; if it still fails, ask your agency's administrator." },
});
