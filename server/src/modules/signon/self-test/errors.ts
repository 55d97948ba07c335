import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('signon', {
  'self-test-not-found': { status: 404, th: 'ไม่พบการทดสอบนี้', en: 'There is no such self-test', nextTh: 'เลือกจากรายการทดสอบของบริการอีกครั้ง', nextEn: 'Choose it from the tests of the service again.' },
  'self-test-under-way': { status: 409, th: 'กำลังทดสอบบริการนี้อยู่', en: 'This service is being tested now', nextTh: 'รอผลของการทดสอบที่กำลังทำ', nextEn: 'Wait for the test that is under way.' },
  'self-test-address': { status: 422, th: 'ที่อยู่นี้ไม่ได้อยู่ในบริการที่จดไว้', en: 'This address is not part of the registered service', nextTh: 'ใช้ที่อยู่บนชื่อเครื่องเดียวกับที่อยู่กลับที่จดไว้', nextEn: 'Use an address on the host of a registered return address.' },
});
