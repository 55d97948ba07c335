import { defineProblems } from '#kernel/problem.ts';

const mend = { nextTh: 'ให้ผู้ดูแลระบบตรวจค่าตั้งของสมุดรายชื่อ แล้วลองใหม่', nextEn: 'Let the system administrator check the settings of the directory, then try again.' };

/** Problems of asking a directory. */
export const directoryProblem = defineProblems('connectors', {
  'directory-unreachable': { status: 502, th: 'ติดต่อสมุดรายชื่อของหน่วยงานไม่ได้ หรือเชื่อมต่อแบบเข้ารหัสไม่สำเร็จ', en: "The agency's directory cannot be reached, or not over TLS", ...mend, retry: 'transient' },
  'directory-login-refused': { status: 502, th: 'สมุดรายชื่อไม่รับบัญชีที่ใช้อ่าน', en: 'The directory refuses the account that reads it', ...mend, retry: 'config' },
  'directory-search-refused': { status: 502, th: 'สมุดรายชื่อไม่รับการค้นนี้', en: 'The directory refuses this search', ...mend, retry: 'config' },
});
