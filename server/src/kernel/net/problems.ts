import { defineProblems } from '../problem.ts';

const later = { nextTh: 'รอสักครู่ ระบบจะลองใหม่เอง', nextEn: 'Wait a moment; it is tried again by itself.' };
const checkSource = { nextTh: 'แจ้งผู้ดูแลระบบต้นทางให้ตรวจการส่งไฟล์', nextEn: 'Ask the owner of the source to check how it serves the file.' };

/** Problems of talking to systems outside. */
export const netProblem = defineProblems('kernel', {
  'url-refused': { status: 422, th: 'ที่อยู่นี้ใช้ไม่ได้', en: 'This address cannot be used', nextTh: 'ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หรือ http:// และไม่มีชื่อผู้ใช้ในที่อยู่', nextEn: 'Use an address that begins with https:// or http:// and has no user name in it.', retry: 'config' },
  'host-refused': { status: 422, th: 'ไม่อนุญาตให้ติดต่อเครื่องนี้ เพราะอยู่ในเครือข่ายภายใน', en: 'This host lies in an internal network and may not be reached', nextTh: 'ใช้ที่อยู่สาธารณะ หรือให้ผู้ดูแลระบบเพิ่มเครื่องนี้ในรายการที่อนุญาต', nextEn: 'Use a public address, or ask the administrator to add the host to the allowed list.', retry: 'config' },
  'host-unknown': { status: 502, th: 'หาเครื่องตามชื่อนี้ไม่พบ', en: 'No host has this name', nextTh: 'ตรวจตัวสะกดของชื่อเครื่อง', nextEn: 'Check the spelling of the host name.', retry: 'transient' },
  'host-unreachable': { status: 502, th: 'ติดต่อเครื่องปลายทางไม่ได้', en: 'The host cannot be reached', ...later, retry: 'transient' },
  'certificate-refused': { status: 502, th: 'ใบรับรองของเครื่องปลายทางใช้ไม่ได้', en: 'The certificate of the host is not valid', ...checkSource, retry: 'config' },
  'client-certificate-refused': { status: 502, th: 'เครื่องปลายทางไม่รับใบรับรองของเรา', en: 'The host refuses the certificate shown by us', nextTh: 'ตั้งใบรับรองและกุญแจของต้นทาง หรือขอใบรับรองใหม่จากเจ้าของต้นทาง', nextEn: 'Set the certificate and key of the source, or ask its owner for new ones.', retry: 'config' },
  'client-certificate-broken': { status: 422, th: 'ใบรับรองหรือกุญแจของเราอ่านไม่ได้ หรือไม่เข้าคู่กัน', en: 'Our certificate or key cannot be read, or they do not belong together', nextTh: 'วางใบรับรองและกุญแจในรูป PEM ทั้งสองส่วน', nextEn: 'Give certificate and key, both as PEM.', retry: 'config' },
  'body-redirected': { status: 502, th: 'เครื่องปลายทางส่งต่อคำขอที่มีเนื้อหาไปยังเครื่องอื่น จึงไม่ส่งตาม', en: 'The host sends a request with a body on to another host; it was not followed', nextTh: 'ใช้ที่อยู่ปลายทางโดยตรง', nextEn: 'Use the final address.', retry: 'config' },
  'too-many-redirects': { status: 502, th: 'เครื่องปลายทางส่งต่อไปเรื่อย ๆ ไม่จบ', en: 'The host redirects too many times', ...checkSource, retry: 'config' },
  'answer-too-large': { status: 413, th: 'ข้อมูลจากต้นทางยาวเกินขนาดที่กำหนด จึงหยุดรับ', en: 'The answer is longer than allowed and was cut off', ...checkSource, retry: 'data' },
  'timed-out': { status: 504, th: 'ต้นทางไม่ส่งข้อมูลภายในเวลาที่กำหนด', en: 'The source did not send in time', ...later, retry: 'transient' },
  'length-lied': { status: 502, th: 'ความยาวที่ต้นทางแจ้งไม่ตรงกับที่ส่งจริง', en: 'The stated length is not the length that was sent', ...checkSource, retry: 'transient' },
  'transfer-broken': { status: 502, th: 'การส่งข้อมูลขาดกลางทาง', en: 'The transfer broke off', ...later, retry: 'transient' },
  'answer-refused': { status: 502, th: 'ต้นทางตอบว่าให้ไฟล์นี้ไม่ได้', en: 'The source refuses to give the file', nextTh: 'ตรวจที่อยู่และสิทธิของต้นทาง', nextEn: 'Check the address and the rights at the source.', retry: 'config' },
  'answer-unavailable': { status: 502, th: 'ต้นทางขัดข้องชั่วคราว', en: 'The source is unavailable for now', ...later, retry: 'transient' },
  'stopped': { status: 499, th: 'หยุดตามคำสั่ง', en: 'Stopped on request', nextTh: 'เริ่มใหม่ได้ทุกเมื่อ', nextEn: 'Start again at any time.', retry: 'data' },
});
