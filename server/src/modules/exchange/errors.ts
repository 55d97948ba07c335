import { defineProblems, type ProblemEntry } from '#kernel/problem.ts';

const entry = (status: number, th: string, en: string, nextTh: string, nextEn: string): ProblemEntry => ({ status, th, en, nextTh, nextEn });
const signAnew = ['ลงนามคำขอใหม่ตามคู่มือการแลกเปลี่ยน แล้วส่งอีกครั้ง', 'Sign the request anew by the guide of the exchange and send it again.'] as const;
const askOwner = ['ติดต่อหน่วยงานเจ้าของข้อมูล หรือส่งใหม่ภายหลัง', 'Ask the agency that owns the data, or send it again later.'] as const;
const seeAgreement = ['ดูข้อตกลงแลกเปลี่ยนของระบบ แล้วขอแก้ไขหากจำเป็น', 'Look at the sharing agreement of the system, and ask for a change if it is needed.'] as const;

/** Refusals of the gateway; each is signed by the house and says who refused. */
export const exchangeProblem = defineProblems('exchange', {
  'target-not-canonical': entry(400, 'ที่อยู่ของคำขอเขียนได้มากกว่าหนึ่งแบบ', 'The request target is not canonical', 'เขียนเส้นทางแบบเดียวที่ตรงไปตรงมา โดยไม่มี // . .. หรือการเข้ารหัสที่ไม่จำเป็น', 'Write the path in its one plain form, without //, dot segments or needless encoding.'),
  'host-wrong': entry(421, 'คำขอนี้ส่งถึงเครื่องอื่น', 'The request is meant for another host', 'ส่งไปยังที่อยู่ของศูนย์แลกเปลี่ยนตามที่ประกาศ', 'Send it to the published address of the exchange.'),
  'header-wrong': entry(400, 'หัวข้อของคำขอขาด ซ้ำ หรือเขียนผิด', 'A header of the request is missing, stands twice or is malformed', 'แก้หัวข้อที่ระบุตามคู่มือการแลกเปลี่ยน', 'Correct the header that is named, by the guide of the exchange.'),
  'service-not-found': entry(404, 'ไม่มีบริการข้อมูลนี้', 'No such data service', 'ดูรายการบริการข้อมูล', 'Look at the list of data services.'),
  'system-moved': entry(410, 'หน่วยงานของระบบนี้รวมเข้ากับหน่วยงานอื่นแล้ว', "The system's agency became part of another", 'เรียกด้วยชื่อระบบใหม่และกุญแจที่ลงทะเบียนใหม่', 'Call by the new path of the system, with a key registered for it.'),
  'service-retired': entry(410, 'บริการข้อมูลนี้เลิกให้บริการแล้ว', 'The data service has ended', 'ใช้บริการที่มาแทนตามที่ระบุ หรือดูรายการบริการข้อมูล', 'Use the service that takes its place, or look at the list of data services.'),
  'operation-not-found': entry(404, 'บริการนี้ไม่มีคำสั่งที่เส้นทางและวิธีนี้', 'The service has no operation at this path and method', 'ดูเอกสารของบริการข้อมูล', 'Look at the document of the data service.'),
  'not-identified': entry(401, 'ไม่ทราบว่าใครเป็นผู้ขอ', 'Nobody says who asks', 'ลงนามคำขอด้วยกุญแจของระบบ หรือแนบโทเคน', 'Sign the request with a key of the system, or bring a token.'),
  'signature-wrong': entry(401, 'ลายเซ็นของคำขอใช้ไม่ได้', 'The signature of the request does not hold', ...signAnew),
  'key-unknown': entry(401, 'ไม่รู้จักกุญแจที่ลงนาม หรือกุญแจนั้นหมดอายุหรือถูกเพิกถอนแล้ว', 'The signing key is unknown, ended or revoked', 'ลงทะเบียนกุญแจของระบบ หรือใช้กุญแจที่ยังมีผล', 'Register the key of the system, or use one in force.'),
  'clock-wrong': entry(401, 'เวลาของคำขออยู่นอกช่วงที่รับ', 'The time of the request is outside what is accepted', 'ตั้งนาฬิกาของเครื่องให้ตรง แล้วลงนามใหม่', 'Set the clock of the machine right and sign anew.'),
  'replayed': entry(401, 'คำขอนี้เคยส่งมาแล้ว', 'This request was sent before', ...signAnew),
  'token-wrong': entry(401, 'โทเคนใช้ไม่ได้', 'The token does not hold', 'ขอโทเคนใหม่สำหรับศูนย์แลกเปลี่ยน', 'Ask for a new token for the exchange.'),
  'proof-wrong': entry(401, 'โทเคนนี้ผูกกับกุญแจหรือใบรับรอง แต่หลักฐานไม่มีหรือไม่ตรง', 'The token is bound to a key or certificate whose proof is missing or does not match', 'แนบหลักฐาน DPoP หรือใบรับรองที่ขอโทเคนไว้', 'Bring the DPoP proof or the certificate that the token was asked with.'),
  'digest-wrong': entry(400, 'ค่าแฮชของเนื้อหาไม่ตรงกับเนื้อหาหรือเขียนผิด', 'The digest of the content is malformed or does not match it', 'คำนวณ Content-Digest แบบ sha-256 จากไบต์ที่ส่งจริง', 'Compute Content-Digest with sha-256 from the bytes that are sent.'),
  'body-too-large': entry(413, 'เนื้อหาใหญ่เกินที่บริการรับ', 'The content is larger than the service takes', 'แบ่งคำขอให้เล็กลง', 'Split the request.'),
  'body-too-slow': entry(408, 'เนื้อหามาไม่ครบในเวลาที่กำหนด', 'The content did not come in time', 'ส่งใหม่อีกครั้ง', 'Send it again.'),
  'system-not-active': entry(403, 'ระบบผู้ขอถูกระงับหรือยกเลิก', 'The asking system is suspended or ended', 'ติดต่อผู้ดูแลระบบของหน่วยงาน', 'Ask whoever answers for the systems of the agency.'),
  'agreement-refused': entry(403, 'ไม่มีข้อตกลงที่มีผลสำหรับระบบและบริการนี้', 'No agreement in force lets this system use this service', ...seeAgreement),
  'purpose-refused': entry(403, 'ข้อตกลงไม่ครอบคลุมวัตถุประสงค์นี้', 'The agreement does not cover this purpose', ...seeAgreement),
  'operation-refused': entry(403, 'ข้อตกลงไม่ครอบคลุมคำสั่งนี้', 'The agreement does not cover this operation', ...seeAgreement),
  'assurance-too-low': entry(403, 'ระดับความมั่นใจของคำขอต่ำกว่าที่กำหนด', 'The assurance of the request is below what is asked', 'ลงนามด้วยกุญแจของหน่วยงาน หรือใช้โทเคนที่ผูกกับกุญแจ', "Sign with the agency's own key, or use a token that is bound to a key."),
  'subject-missing': entry(400, 'คำขอข้อมูลส่วนบุคคลต้องระบุบุคคลตามที่บริการกำหนด', 'A request about a person must name the person as the service asks', 'ใส่เลขประจำตัวประชาชนในหัวข้อหรือเนื้อหาที่กำหนด พร้อม exchange-subject', 'Put the citizen id into the header or content that is asked, with exchange-subject.'),
  'id-in-address': entry(400, 'มีเลขประจำตัวประชาชนในที่อยู่หรือเลขอ้างอิงของคำขอ', 'A citizen id stands in the address or the case reference of the request', 'ส่งเลขประจำตัวประชาชนในหัวข้อหรือเนื้อหาที่บริการกำหนดเท่านั้น', 'Send citizen ids only in the header or the place of the content that the service names.'),
  'request-invalid': entry(400, 'คำขอไม่ตรงกับเอกสารของบริการ', 'The request does not match the document of the service', 'แก้ตามตำแหน่งที่ระบุ', 'Correct the places that are named.'),
  'quota-used-up': entry(429, 'ใช้ครบโควตาของวันแล้ว', 'The quota of the day is used up', 'ส่งใหม่ในวันถัดไป หรือขอเพิ่มโควตาในข้อตกลง', 'Send it again on the next day, or ask for a larger quota in the agreement.'),
  'too-fast': entry(429, 'ส่งถี่เกินที่ตกลงไว้', 'Requests come faster than was agreed', 'รอตามหัวข้อ retry-after แล้วส่งใหม่', 'Wait as retry-after says and send it again.'),
  'provider-unreachable': entry(502, 'ติดต่อระบบของผู้ให้ข้อมูลไม่ได้', "The provider's system cannot be reached", ...askOwner),
  'provider-too-slow': entry(504, 'ระบบของผู้ให้ข้อมูลตอบช้าเกินกำหนด', "The provider's system answers too slowly", ...askOwner),
  'provider-refused-address': entry(502, 'ที่อยู่ของระบบผู้ให้ข้อมูลอยู่ในเครือข่ายที่ไม่อนุญาต', "The provider's address lies in a network that is not allowed", ...askOwner),
  'provider-paused': entry(503, 'หยุดส่งไปยังผู้ให้ข้อมูลชั่วคราวเพราะไม่ตอบหลายครั้ง', 'The provider failed several times and is left alone for a while', ...askOwner),
  'provider-signature-wrong': entry(502, 'ลายเซ็นของผู้ให้ข้อมูลใช้ไม่ได้', "The provider's signature does not hold", ...askOwner),
  'provider-digest-wrong': entry(502, 'ค่าแฮชที่ผู้ให้ข้อมูลส่งมาไม่ตรงกับเนื้อหา', "The provider's digest does not match its content", ...askOwner),
  'answer-too-large': entry(502, 'คำตอบใหญ่เกินที่บริการกำหนด', 'The answer is larger than the service allows', ...askOwner),
  'answer-beyond-agreement': entry(502, 'คำตอบมีข้อมูลเกินข้อตกลงและตัดออกไม่ได้', 'The answer holds more than the agreement gives, and it cannot be cut', ...askOwner),
  'grant-not-applied': entry(503, 'ข้อตกลงจำกัดแถว แต่บริการนี้เลือกแถวไม่ได้ จึงไม่ให้ข้อมูลใด', 'The agreement limits rows, which cannot be chosen of this service, so nothing is given', ...seeAgreement),
  'spool-full': entry(503, 'ศูนย์แลกเปลี่ยนไม่มีที่พักข้อมูลเพียงพอ', 'The exchange has no room to hold the content', 'ส่งใหม่ภายหลัง', 'Send it again later.'),
  'evidence-unavailable': entry(503, 'บันทึกหลักฐานไม่ได้ จึงไม่ส่งคำตอบ', 'Evidence cannot be kept, so nothing is answered', 'ส่งใหม่ภายหลัง', 'Send it again later.'),
  'not-ready': entry(503, 'ศูนย์แลกเปลี่ยนยังไม่พร้อม', 'The exchange is not ready', 'ส่งใหม่ในอีกสักครู่', 'Send it again in a moment.'),
  'failed': entry(500, 'ศูนย์แลกเปลี่ยนทำงานผิดพลาด', 'The exchange failed', 'ส่งใหม่ภายหลัง หากยังเป็นอยู่ให้แจ้งเลขการแลกเปลี่ยน', 'Send it again later; if it stays, report the exchange id.'),
  'house-key-turning': entry(409, 'กุญแจดอกต่อไปของศูนย์ประกาศไว้แล้ว', 'The next key of the house is announced already', 'รอให้ดอกที่ประกาศไว้เริ่มลงนาม หรือเปลี่ยนทันทีถ้ากุญแจรั่ว', 'Wait until it signs, or turn at once when a key may be known to others.'),
  'subject-key-not-found': entry(404, 'ไม่มีกุญแจดัชนีของปีนี้', 'There is no index key of this year', 'ดูรายการปีที่มี', 'Look at the years there are.'),
  'subject-key-destroyed': entry(409, 'กุญแจดัชนีของปีนี้ถูกทำลายแล้ว', 'The index key of this year was destroyed', 'ไม่ต้องทำซ้ำ', 'Nothing is left to do.'),
  'year-under-way': entry(409, 'ทำลายกุญแจของปีปัจจุบันไม่ได้', 'The key of the current year cannot be destroyed', 'ทำได้เมื่อปีนั้นสิ้นสุดแล้ว', 'It can be done once that year is over.'),
});
