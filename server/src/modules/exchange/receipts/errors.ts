import { defineProblems } from '#kernel/problem.ts';

/** Problems of receipts. */
export const receiptProblem = defineProblems('exchange', {
  'receipt-not-found': {
    status: 404, th: 'ไม่พบการแลกเปลี่ยนนี้ หรือท่านไม่ใช่คู่กรณี', en: 'No such exchange, or you are no party to it',
    nextTh: 'ตรวจรหัสการแลกเปลี่ยน หรือขอใบรับจากหน่วยงานคู่กรณี', nextEn: 'Check the id of the exchange, or ask a party for the receipt.',
  },
});
