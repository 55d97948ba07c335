import { defineProblems } from '#kernel/problem.ts';

/** Problems of sharing agreements. */
export const sharingProblem = defineProblems('sharing', {
  'agreement-not-found': { status: 404, th: 'ไม่พบข้อตกลงแลกเปลี่ยนนี้ หรือเป็นของหน่วยงานอื่น', en: 'No such sharing agreement, or it is between other agencies', nextTh: 'กลับไปหน้ารายการข้อตกลง', nextEn: 'Go back to the list of agreements.' },
  'service-not-found': { status: 404, th: 'ไม่พบบริการข้อมูลนี้', en: 'There is no such data service', nextTh: 'เลือกจากหน้ารายการบริการข้อมูล', nextEn: 'Choose one of the list of data services.' },
  'offer-not-found': { status: 404, th: 'ไม่พบข้อเสนอล่วงหน้านี้', en: 'There is no such standing offer', nextTh: 'โหลดหน้าใหม่', nextEn: 'Reload the page.' },
  'not-own-agency': { status: 403, th: 'ท่านไม่ได้สังกัดหน่วยงานนี้', en: 'This is not your agency', nextTh: 'ให้เจ้าหน้าที่ของหน่วยงานนั้นดำเนินการ', nextEn: 'Somebody of that agency has to do it.' },
  'not-officer': { status: 403, th: 'ขั้นนี้เป็นของเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล', en: 'This step is the data protection officer’s', nextTh: 'ให้ผู้ดำรงตำแหน่งนั้นของหน่วยงานพิจารณา', nextEn: 'Whoever holds that post of the agency decides.' },
  'not-signer': { status: 403, th: 'ท่านไม่มีอำนาจลงนามแทนหน่วยงาน', en: 'You may not sign for the agency', nextTh: 'ให้ผู้รับผิดชอบตามตำแหน่งของหน่วยงานลงนาม', nextEn: 'Whoever holds the agency’s responsible post signs.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้ดำเนินการกับข้อตกลงนี้ไปแล้วระหว่างที่ท่านเปิดอยู่', en: 'Somebody acted on this agreement while you had it open', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูเรื่องล่าสุดก่อน แล้วทำต่อ', nextEn: 'What you wrote is still on your screen: read what happened, then go on.' },
  'not-now': { status: 409, th: 'ทำขั้นนี้กับข้อตกลงในสถานะปัจจุบันไม่ได้', en: 'This cannot be done to the agreement as it stands', nextTh: 'เปิดข้อตกลงอีกครั้งเพื่อดูสถานะ', nextEn: 'Open the agreement again to see where it stands.' },
  'already-signed': { status: 409, th: 'ฝ่ายของท่านลงนามหรือพิจารณาแล้ว', en: 'Your side has signed or decided already', nextTh: 'รออีกฝ่าย', nextEn: 'Wait for the other side.' },
  'text-changed': { status: 409, th: 'ข้อความที่ท่านลงนามไม่ตรงกับข้อตกลงปัจจุบัน', en: 'The text that you signed is not that of the agreement', nextTh: 'อ่านข้อความล่าสุดอีกครั้งก่อนลงนาม', nextEn: 'Read the present text before you sign.' },
  'key-signature-wrong': { status: 422, th: 'ลายเซ็นด้วยกุญแจของระบบไม่ถูกต้อง', en: 'The signature by the system’s key is not right', nextTh: 'ลงลายเซ็นแฮชของข้อความข้อตกลงด้วยกุญแจที่ยังใช้ได้ของระบบฝ่ายท่าน แล้ววางเป็น base64', nextEn: 'Sign the agreement’s text with a valid key of your side’s system and paste it as base64.' },
  'terms-refused': { status: 422, th: 'ข้อตกลงยังไม่ครบหรือไม่ถูกต้อง', en: 'The terms are not complete or not right', nextTh: 'แก้แต่ละข้อที่ระบุ สิ่งที่เขียนยังอยู่ครบ', nextEn: 'Mend each place that is named; what you wrote is kept.' },
  'record-missing': { status: 422, th: 'หน่วยงานผู้ขอยังไม่มีบันทึกรายการประมวลผลที่ระบุวัตถุประสงค์นี้', en: 'The consumer has no record of processing that names this purpose', nextTh: 'เขียนบันทึกรายการประมวลผลก่อน แล้วส่งคำขออีกครั้ง', nextEn: 'Write the record of processing first, then ask again.' },
  'offer-refused': { status: 422, th: 'ตั้งข้อเสนอล่วงหน้าแบบนี้ไม่ได้', en: 'Such a standing offer cannot be made', nextTh: 'แก้แต่ละข้อที่ระบุ', nextEn: 'Mend each place that is named.' },
});
