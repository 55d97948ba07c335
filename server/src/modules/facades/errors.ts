import { defineProblems } from '#kernel/problem.ts';

/** Problems of the ways in for programs made for other exchanges. */
export const facadeProblem = defineProblems('facades', {
  'closed': { status: 404, th: 'ทางเข้าแบบนี้ปิดอยู่', en: 'This way in is closed', nextTh: 'เรียกผ่านที่อยู่ /x/ ตามเอกสารของบริการ หรือขอให้ผู้ดูแลระบบเปิด', nextEn: 'Call the address below /x/ as the service says, or ask the operator to open it.' },
  'address-wrong': { status: 400, th: 'ที่อยู่หรือหัว X-Road-Client ไม่ครบหรือผิดรูป', en: 'The address or X-Road-Client is incomplete or malformed', nextTh: 'ใช้ /r1/TH/GOV/<หน่วยงาน>/<ระบบ>/<บริการ>/<เส้นทาง> หรือ /ws/<บริการ>/<เส้นทาง>', nextEn: 'Use /r1/TH/GOV/<agency>/<system>/<service>/<path>, or /ws/<service>/<path>.' },
  'service-unknown': { status: 404, th: 'ไม่พบบริการนี้ของระบบ', en: 'The system has no such service', nextTh: 'ดูรายการด้วย listMethods', nextEn: 'Ask listMethods what there is.' },
  'secret-wrong': { status: 401, th: 'Consumer-Key หรือรหัสลับไม่ถูกต้อง หรือหมดอายุแล้ว', en: 'Consumer-Key or secret is wrong or has ended', nextTh: 'ขอรหัสลับใหม่จากผู้ดูแลระบบ หรือเปลี่ยนไปลงลายมือชื่อด้วยกุญแจ', nextEn: 'Ask the operator for a new secret, or change to signing with a key.' },
  'token-wrong': { status: 401, th: 'โทเคนไม่ถูกต้องหรือไม่ได้ใช้เกินหนึ่งชั่วโมง', en: 'The token is wrong or was idle for an hour', nextTh: 'เรียก /ws/auth/validate ใหม่', nextEn: 'Call /ws/auth/validate again.' },
  'secret-in-address': { status: 400, th: 'ที่อยู่ของคำขอมีรหัสลับ โทเคน หรือเลขของเจ้าหน้าที่', en: 'A secret, a token or the number of an officer stands in the address', nextTh: 'ส่งในหัว Consumer-Key และ Token เท่านั้น ที่อยู่ถูกเก็บไว้เป็นหลักฐาน', nextEn: 'Send them in Consumer-Key and Token only: addresses are kept as evidence.' },
  'failed': { status: 500, th: 'ทางเข้านี้ทำงานผิดพลาด', en: 'This way in failed', nextTh: 'ส่งใหม่ภายหลัง', nextEn: 'Send it again later.' },
  'sunset-needed': { status: 422, th: 'ทางเข้าแบบใช้รหัสลับร่วมต้องมีวันเลิกใช้', en: 'The way in by shared secrets needs a day on which it ends', nextTh: 'เลือกวันเลิกใช้ไม่เกินสองปีข้างหน้า', nextEn: 'Choose a day within two years.' },
  'day-refused': { status: 422, th: 'วันสิ้นสุดไม่ถูกต้อง', en: 'The last day is refused', nextTh: 'เลือกวันในอนาคต ไม่เกินหนึ่งปีสำหรับรหัสลับ และสองปีสำหรับทางเข้า', nextEn: 'Choose a day to come: within a year for a secret, within two years for a way in.' },
  'system-unknown': { status: 422, th: 'ไม่พบระบบที่ใช้งานอยู่ซึ่งมีชื่อนี้', en: 'No active system has this path', nextTh: 'ใช้ชื่อแบบ TH/GOV/<หน่วยงาน>/<ระบบ> ตามหน้ารายการระบบ', nextEn: 'Use its path, TH/GOV/<agency>/<system>, as the list of systems shows it.' },
  'secret-not-found': { status: 404, th: 'ไม่พบรหัสลับร่วมนี้', en: 'No such shared secret', nextTh: 'กลับไปดูรายการ', nextEn: 'Go back to the list.' },
});
