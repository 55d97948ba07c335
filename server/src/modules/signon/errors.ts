import { defineProblems } from '#kernel/problem.ts';

/** Of the provider and its clients; each other folder has its own. */
export const problem = defineProblems('signon', {
  'client-not-found': { status: 404, th: 'ไม่พบบริการที่เชื่อมต่อนี้', en: 'There is no such e-service', nextTh: 'ตรวจรหัสบริการ หรือค้นจากหน้าบริการ', nextEn: 'Check its id or search the list of services.' },
  'client-exists': { status: 409, th: 'มีบริการรหัสนี้แล้ว', en: 'There is a service with this id already', nextTh: 'เลือกรหัสอื่น', nextEn: 'Choose another id.' },
  'client-refused': { status: 422, th: 'ข้อมูลของบริการไม่ตรงข้อกำหนด', en: "The service's details are refused", nextTh: 'แก้ตามรายละเอียด แล้วส่งใหม่', nextEn: 'Correct what the detail names and send it again.' },
  'client-state': { status: 409, th: 'สถานะของบริการไม่อนุญาตขั้นตอนนี้', en: "The service's state does not allow this step", nextTh: 'ทำขั้นตอนก่อนหน้าให้เสร็จก่อน', nextEn: 'Finish the step before it first.' },
  'client-limit': { status: 409, th: 'หน่วยงานมีบริการครบจำนวนแล้ว', en: 'The agency has as many services as it may', nextTh: 'เลิกบริการที่ไม่ใช้ หรือขอเพิ่มจากผู้ดูแลระบบ', nextEn: 'Retire one that is not used, or ask the administrator for more.' },
  'interaction-not-found': { status: 404, th: 'คำขอลงชื่อเข้าใช้นี้หมดอายุแล้ว', en: 'This sign-in request has ended', nextTh: 'กลับไปที่บริการ แล้วเริ่มลงชื่อเข้าใช้ใหม่', nextEn: 'Return to the service and begin again.' },
  'interaction-not-yours': { status: 409, th: 'คำขอนี้เริ่มโดยบัญชีอื่น', en: 'This request was begun by another account', nextTh: 'กลับไปที่บริการ แล้วเริ่มลงชื่อเข้าใช้ใหม่', nextEn: 'Return to the service and begin again.' },
  'device-code-unknown': { status: 404, th: 'ไม่พบรหัสนี้ หรือรหัสถูกใช้หรือหมดอายุแล้ว', en: 'This code is unknown, used or expired', nextTh: 'ตรวจรหัสที่อุปกรณ์แสดง หรือให้อุปกรณ์ขอรหัสใหม่', nextEn: 'Check the code on the device, or let it ask for a new one.' },
  'device-guesses': { status: 429, th: 'ใส่รหัสผิดหลายครั้งเกินไป', en: 'Too many wrong codes', nextTh: 'ลงชื่อออกแล้วลงชื่อเข้าใช้ใหม่ ก่อนลองอีกครั้ง', nextEn: 'Sign out and in again before the next try.' },
  'rotation-under-way': { status: 409, th: 'กำลังเปลี่ยนกุญแจอยู่แล้ว', en: 'A rotation is under way', nextTh: 'รอให้กุญแจถัดไปเริ่มใช้ แล้วจึงเปลี่ยนอีกครั้ง', nextEn: 'Wait until the next key signs before rotating again.' },
  'delivery-not-found': { status: 404, th: 'ไม่พบการแจ้งออกจากระบบนี้', en: 'There is no such logout delivery', nextTh: 'เลือกจากรายการอีกครั้ง', nextEn: 'Choose it from the list again.' },
});
