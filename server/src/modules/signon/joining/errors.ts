import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('signon', {
  'agency-limit-missing': { status: 409, th: 'หน่วยงานนี้ยังไม่มีเพดานการจดบริการ', en: 'This agency has no limits for registering services yet', nextTh: 'กำหนดเพดานของหน่วยงานก่อนออกโทเคน', nextEn: 'Set the limits of the agency before issuing a token.' },
  'registration-token-not-found': { status: 404, th: 'ไม่พบโทเคนจดบริการนี้', en: 'There is no such registration token', nextTh: 'เลือกจากรายการอีกครั้ง', nextEn: 'Choose it from the list again.' },
});
