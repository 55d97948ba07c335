import { defineProblems } from '#kernel/problem.ts';

/** Problems of how long evidence is kept. */
export const keepingProblem = defineProblems('exchange', {
  'evidence-dropped': {
    status: 410, th: 'หลักฐานของวันนั้นถูกลบแล้วเมื่อครบเวลาเก็บ', en: 'The evidence of that day was deleted when its keeping time was over',
    nextTh: 'ใช้ใบรับที่เก็บไว้เอง รายการในบัญชีหลักฐานยังอยู่และยังตรวจใบรับนั้นได้', nextEn: 'Use a receipt that was fetched before: its entry stays in the ledger and still proves it.',
  },
  'keeping-refused': {
    status: 500, th: 'ค่าเวลาเก็บหลักฐานใน definitions/exchange.yaml ใช้ไม่ได้', en: 'The keeping times in definitions/exchange.yaml cannot be used',
    nextTh: 'แก้ค่าที่ระบุ กฎหมายกำหนดให้เก็บไม่น้อยกว่า 90 วัน', nextEn: 'Correct the value that is named; the law asks for at least 90 days.',
  },
});
