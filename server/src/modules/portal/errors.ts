import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('portal', {
  'request-not-found': { status: 404, th: 'ไม่พบคำขอนี้', en: 'There is no such request', nextTh: 'ตรวจที่อยู่ หรือกลับไปหน้ารายการคำขอ', nextEn: 'Check the address or go back to the list of requests.' },
  'comment-not-found': { status: 404, th: 'ไม่พบความเห็นนี้', en: 'There is no such comment', nextTh: 'เปิดหน้าคำขออีกครั้ง', nextEn: 'Open the request again.' },
  'survey-not-found': { status: 404, th: 'ไม่พบแบบสำรวจนี้', en: 'There is no such survey', nextTh: 'กลับไปหน้าแบบสำรวจ', nextEn: 'Go back to the surveys.' },
  'item-not-found': { status: 404, th: 'ไม่พบรายการนี้ในแผนเปิดข้อมูล', en: 'There is no such item of the publication plan', nextTh: 'กลับไปหน้าแผนเปิดข้อมูล', nextEn: 'Go back to the publication plan.' },
  'showcase-not-found': { status: 404, th: 'ไม่พบผลงานนี้', en: 'There is no such showcase', nextTh: 'กลับไปหน้าผลงาน', nextEn: 'Go back to the showcases.' },
  'dataset-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้ในข้อมูลเปิด', en: 'There is no such dataset in the open data', nextTh: 'ตรวจที่อยู่ หรือค้นด้วยคำอื่น', nextEn: 'Check the address, or search with other words.' },
  'topic-not-found': { status: 404, th: 'ไม่พบหมวดนี้', en: 'There is no such topic', nextTh: 'กลับไปหน้าหมวดข้อมูล', nextEn: 'Go back to the topics.' },
  'dataset-not-public': { status: 422, th: 'ชุดข้อมูลนี้ยังไม่เผยแพร่ต่อสาธารณะ', en: 'This dataset is not published to everybody', nextTh: 'เผยแพร่ชุดข้อมูลในบัญชีข้อมูลก่อน แล้วทำรายการนี้อีกครั้ง', nextEn: 'Publish the dataset in the catalogue first, then do this again.' },
  'step-refused': { status: 409, th: 'คำขอนี้ไปยังสถานะนั้นไม่ได้', en: 'The request cannot go to that state', nextTh: 'อ่านสถานะปัจจุบันของคำขอ แล้วเลือกขั้นถัดไป', nextEn: 'Read where the request is now and choose a step after it.' },
  'reason-missing': { status: 422, th: 'การไม่เปิดข้อมูลต้องบอกเหตุผล', en: 'Declining needs a reason', nextTh: 'เขียนเหตุผลที่ประชาชนอ่านเข้าใจ', nextEn: 'Write a reason that the public understands.' },
  'day-missing': { status: 422, th: 'แผนต้องมีวันที่ตั้งแต่วันนี้เป็นต้นไป', en: 'A plan needs a day, today or later', nextTh: 'ใส่วันที่แบบ ปี-เดือน-วัน ค.ศ.', nextEn: 'Give the day as year-month-day.' },
  'contact-missing': { status: 404, th: 'ผู้ขอไม่ได้ให้ช่องทางติดต่อไว้ หรือพ้นเวลาเก็บแล้ว', en: 'Whoever asked left no contact, or it was forgotten by now', nextTh: 'ตอบบนหน้าคำขอ ผู้ขออ่านได้จากที่นั่น', nextEn: 'Answer on the page of the request; it is read there.' },
  'survey-closed': { status: 409, th: 'แบบสำรวจนี้ไม่ได้เปิดรับคำตอบวันนี้', en: 'The survey takes no answers today', nextTh: 'ดูวันที่เปิดและปิดรับของแบบสำรวจ', nextEn: 'See the days on which it opens and closes.' },
  'too-many-choices': { status: 422, th: 'เลือกมากกว่าที่แบบสำรวจให้เลือก', en: 'More is chosen than the survey allows', nextTh: 'เอาบางข้อออก แล้วส่งใหม่', nextEn: 'Leave some out and send again.' },
  'already-planned': { status: 409, th: 'ข้อนี้อยู่ในแผนเปิดข้อมูลแล้ว', en: 'This is in the publication plan already', nextTh: 'แก้รายการเดิมในแผน', nextEn: 'Change the item that is there.' },
  'wait-a-while': { status: 429, th: 'มีข้อความจากเครือข่ายนี้ติดกันหลายครั้ง', en: 'Much was written from this network in a short time', nextTh: 'รอสักครู่แล้วส่งใหม่ หรือลงชื่อเข้าใช้', nextEn: 'Wait a while and send again, or sign in.' },
  'inbox-full': { status: 503, th: 'มีข้อความรอเจ้าหน้าที่อ่านอยู่มาก จึงยังไม่รับเพิ่มจากผู้ที่ไม่ลงชื่อเข้าใช้', en: 'Many messages wait to be read, so no more are taken from visitors now', nextTh: 'ลงชื่อเข้าใช้แล้วส่ง หรือลองใหม่วันหลัง', nextEn: 'Sign in and send, or try on another day.' },
});
