import { defineProblems } from '#kernel/problem.ts';

/** Problems of notices. */
export const noticesProblem = defineProblems('notices', {
  'no-account': { status: 403, th: 'การแจ้งเตือนเป็นของบัญชีบุคคล', en: 'Notices belong to accounts', nextTh: 'ลงชื่อเข้าใช้ด้วยบัญชีของท่าน', nextEn: 'Sign in with your own account.' },
  'quiet-hours-empty': { status: 422, th: 'ช่วงเวลางดรบกวนต้องมีเวลาเริ่มและสิ้นสุดต่างกัน', en: 'Quiet hours begin and end at different times', nextTh: 'เลือกเวลาใหม่ หรือปิดช่วงเวลางดรบกวน', nextEn: 'Choose other times, or switch quiet hours off.' },
  'report-unreadable': { status: 422, th: 'ข้อความนี้ไม่ใช่รายงานผลการส่งจดหมายของระบบนี้', en: 'This is no delivery report about a letter of this house', nextTh: 'ส่งต่อจดหมายตีกลับทั้งฉบับตาม RFC 3464', nextEn: 'Hand on the whole report (RFC 3464).' },
  'webhook-not-found': { status: 404, th: 'ไม่พบระบบปลายทางนี้', en: 'There is no such webhook', nextTh: 'ดูรายการระบบปลายทางอีกครั้ง', nextEn: 'Look at the list of webhooks again.' },
  'webhook-exists': { status: 409, th: 'มีระบบปลายทางที่ที่อยู่นี้แล้ว', en: 'A webhook with this address is set up already', nextTh: 'แก้ไขรายการที่มีอยู่แทน', nextEn: 'Change that one instead.' },
  'too-many-webhooks': { status: 409, th: 'หน่วยงานหนึ่งมีระบบปลายทางได้ไม่เกิน 20 ระบบ', en: 'An agency has at most 20 webhooks', nextTh: 'เลิกใช้รายการที่ไม่ต้องการก่อน', nextEn: 'Remove one that is not needed first.' },
  'not-your-agency': { status: 403, th: 'ท่านไม่ได้ปฏิบัติงานในนามหน่วยงานนี้', en: 'You do not act for this agency', nextTh: 'เลือกหน่วยงานของท่าน', nextEn: 'Choose your own agency.' },
});
