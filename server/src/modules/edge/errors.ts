import { defineProblems } from '#kernel/problem.ts';

const askAgency = { nextTh: 'ติดต่อหน่วยงานเจ้าของบริการ หรือลองใหม่ภายหลัง', nextEn: 'Ask the agency that offers the service, or try again later.' };
const seeGuide = { nextTh: 'ดูการตั้งค่าปลายทางของหน่วยงานใน docs/guides/edge.md', nextEn: 'See docs/guides/edge.md for how an edge is set up.' };

/** Problems of edges: of the calls that are relayed to them, and of what they ask. */
export const edgeProblem = defineProblems('edge', {
  'not-connected': { status: 503, th: 'ปลายทางของหน่วยงานเจ้าของบริการไม่ได้เชื่อมต่ออยู่', en: 'The edge of the agency that offers the service is not connected', ...askAgency },
  'no-answer': { status: 504, th: 'ปลายทางของหน่วยงานเจ้าของบริการไม่ตอบภายในเวลา', en: 'The edge of the agency that offers the service did not answer in time', ...askAgency },
  'too-large': { status: 413, th: 'ข้อมูลใหญ่เกินขีดจำกัดของบริการ', en: 'The data is larger than the service allows', nextTh: 'ส่งหรือขอข้อมูลให้เล็กลง', nextEn: 'Send or ask for less.' },
  'signature-refused': { status: 401, th: 'ลายมือชื่อของปลายทางใช้ไม่ได้', en: 'The signature of the edge is not accepted', ...seeGuide },
  'key-unknown': { status: 401, th: 'กุญแจนี้ไม่ใช่กุญแจที่ใช้ได้ของระบบนี้', en: 'This is no valid key of the system', nextTh: 'ลงทะเบียนกุญแจสาธารณะของระบบ หรือเปลี่ยนกุญแจที่ถูกเพิกถอน', nextEn: 'Register the public key of the system, or replace the one that was revoked.' },
  'clock-off': { status: 401, th: 'นาฬิกาของปลายทางไม่ตรง', en: 'The clock of the edge is off', nextTh: 'ตั้งนาฬิกาของเครื่องด้วย NTP แล้วลองใหม่', nextEn: 'Set the clock by NTP, then try again.' },
  'seen-before': { status: 409, th: 'คำขอนี้เคยส่งมาแล้ว', en: 'This request was sent before', nextTh: 'ลงลายมือชื่อใหม่ทุกคำขอ', nextEn: 'Sign each request anew.' },
  'body-refused': { status: 400, th: 'เนื้อหาที่ปลายทางส่งมาอ่านไม่ได้', en: 'What the edge sent cannot be read', ...seeGuide },
  'call-gone': { status: 410, th: 'ไม่มีคำขอนี้แล้ว หรือเป็นของปลายทางอื่น', en: 'The call is gone, or another edge has it', nextTh: 'ไม่ต้องทำอะไร ผู้เรียกได้รับแจ้งแล้ว', nextEn: 'Nothing to do: the caller has been told.' },
  'evidence-refused': { status: 422, th: 'หลักฐานของการแลกเปลี่ยนโดยตรงใช้ไม่ได้', en: 'The evidence of a direct exchange is not accepted', nextTh: 'ตรวจตามจุดที่แจ้ง หลักฐานที่ถูกต้องในชุดเดียวกันรับไว้แล้ว', nextEn: 'See the places that are named; what was right among it has been taken.' },
  'house-key-missing': { status: 503, th: 'ศูนย์ยังไม่มีกุญแจลงลายมือชื่อ', en: 'The house has no signing key yet', nextTh: 'ลองใหม่ในอีกสักครู่', nextEn: 'Try again in a moment.' },
  'unknown-address': { status: 404, th: 'ไม่มีที่อยู่นี้', en: 'There is no such address', ...seeGuide },
});
