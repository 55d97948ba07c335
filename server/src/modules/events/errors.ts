import { defineProblems } from '#kernel/problem.ts';

/** Problems of events and subscriptions. */
export const eventsProblem = defineProblems('events', {
  'place-gone': { status: 410, th: 'เหตุการณ์หลังตำแหน่งนี้บางส่วนเก่าเกินกว่าที่เก็บไว้', en: 'Some events after this place are older than what is kept', nextTh: 'อ่านสถานะปัจจุบันจาก API แล้วเริ่มตามเหตุการณ์ใหม่จากตำแหน่งแรกที่เหลือ (first)', nextEn: 'Read the present state from the API, then follow events from the first place that is left (first).' },
  'place-ahead': { status: 410, th: 'ยังไม่เคยมีเหตุการณ์ที่ตำแหน่งนี้ ระบบอาจกู้คืนจากสำเนาที่เก่ากว่า', en: 'No event has this place yet: the register may have come back from an older backup', nextTh: 'อ่านสถานะปัจจุบันจาก API แล้วเริ่มตามเหตุการณ์ใหม่จากตำแหน่งล่าสุด (last) หรือก่อนหน้านั้น', nextEn: 'Read the present state from the API, then follow events from the newest place (last) or one before it.' },
  'subscription-not-found': { status: 404, th: 'ไม่พบการรับเหตุการณ์นี้', en: 'No such subscription', nextTh: 'กลับไปหน้ารายการ', nextEn: 'Go back to the list.' },
  'subscription-exists': { status: 409, th: 'หน่วยงานนี้ส่งเหตุการณ์ไปยังที่อยู่นี้อยู่แล้ว', en: 'Events of this agency are sent to this address already', nextTh: 'แก้รายการเดิม หรือใช้ที่อยู่อื่น', nextEn: 'Change the one that exists, or use another address.' },
  'too-many-subscriptions': { status: 409, th: 'หน่วยงานนี้มีการรับเหตุการณ์ครบจำนวนแล้ว', en: 'This agency has as many subscriptions as it may', nextTh: 'เลิกรายการที่ไม่ใช้ก่อน', nextEn: 'Remove one that is not used.' },
  'not-your-agency': { status: 403, th: 'ตั้งได้เฉพาะของหน่วยงานที่ท่านดูแล', en: 'Only for an agency that you administer', nextTh: 'เลือกหน่วยงานของท่าน', nextEn: 'Choose your own agency.' },
  'system-refused': { status: 422, th: 'ระบบที่รับเหตุการณ์ต้องเป็นระบบที่เปิดใช้ของหน่วยงานเดียวกัน', en: 'The system that receives must be an active one of the same agency', nextTh: 'เลือกระบบของหน่วยงานท่าน หรือเว้นว่างไว้', nextEn: 'Choose a system of your agency, or name none.' },
  'unknown-type': { status: 422, th: 'ไม่มีเหตุการณ์ชนิดนี้', en: 'There is no such type of event', nextTh: 'เลือกจากรายการชนิดเหตุการณ์', nextEn: 'Choose from the list of types.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้ไขรายการนี้ไปแล้วระหว่างที่ท่านแก้ไข', en: 'Somebody changed this while you did', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูฉบับล่าสุด แล้วบันทึกทับจากฉบับนั้น', nextEn: 'What you wrote is still on your screen: look at the newest version, then save on top of it.' },
});
