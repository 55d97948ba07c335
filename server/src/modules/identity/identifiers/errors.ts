import { defineProblems } from '#kernel/problem.ts';

/** Of citizen ids; no message ever holds one. */
export const problem = defineProblems('identity', {
  'citizen-id-refused': { status: 422, th: 'เลขประจำตัวประชาชนไม่ถูกต้อง', en: 'The citizen id is not valid', nextTh: 'ตรวจเลข 13 หลักจากบัตร', nextEn: 'Check the 13 digits against the card.' },
  'citizen-id-taken': { status: 409, th: 'เลขประจำตัวประชาชนนี้เป็นของบุคคลอื่นในทะเบียน', en: 'The citizen id belongs to another person of the register', nextTh: 'ตรวจว่าเป็นคนเดียวกันหรือไม่ ถ้าใช่ให้ใช้ทะเบียนบุคคลเดิม', nextEn: 'See whether it is the same human being; if so, use the entry that exists.' },
  'citizen-id-other': { status: 409, th: 'บุคคลนี้มีเลขประจำตัวประชาชนอื่นอยู่แล้ว', en: 'The person has another citizen id already', nextTh: 'ตรวจบัตร หากเลขเดิมผิดให้ลบก่อน', nextEn: 'Check the card; if the earlier one is wrong, remove it first.' },
  'identifier-unknown': { status: 404, th: 'บุคคลนี้ไม่มีเลขอ้างอิงชนิดนี้', en: 'The person has no identifier of this kind', nextTh: 'โหลดหน้าบุคคลใหม่', nextEn: 'Reload the page of the person.' },
});
