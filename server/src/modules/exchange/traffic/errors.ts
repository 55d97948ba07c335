import { defineProblems } from '#kernel/problem.ts';

export const trafficProblem = defineProblems('exchange', {
  'exchange-not-found': { status: 404, th: 'ไม่พบการแลกเปลี่ยนนี้ หรือหน่วยงานของท่านไม่ใช่คู่สัญญา', en: 'No such exchange, or your agency was no party to it', nextTh: 'ตรวจรหัสการแลกเปลี่ยน (exchange-id) หรือกลับไปหน้ารายการ', nextEn: 'Check the exchange id, or go back to the list.' },
  'traffic-service-unknown': { status: 404, th: 'ไม่พบบริการข้อมูลนี้', en: 'There is no such data service', nextTh: 'เลือกจากรายการบริการ', nextEn: 'Choose one of the list of services.' },
  'traffic-place-unknown': { status: 400, th: 'ตำแหน่งหน้าถัดไปไม่ถูกต้อง', en: 'The place of the next page is not valid', nextTh: 'กลับไปหน้าแรกของรายการ', nextEn: 'Go back to the first page.' },
  'traffic-time-refused': { status: 422, th: 'เวลาไม่ถูกต้อง', en: 'The time is not valid', nextTh: 'เขียนเวลาแบบ ISO 8601 ปี ค.ศ. เช่น 2026-11-22T09:00:00+07:00', nextEn: 'Write it as ISO 8601 of the common era, for example 2026-11-22T09:00:00+07:00.' },
});
