import { defineProblems, type Problem } from '#kernel/problem.ts';

const mend = { nextTh: 'แก้คำขอตามที่บอก แล้วส่งใหม่', nextEn: 'Mend the request as told and send it again.' };

export const problem = defineProblems('ckan', {
  'request-refused': { status: 400, th: 'คำขอไม่ถูกรูปแบบ', en: 'Bad request', ...mend },
  'values-refused': { status: 409, th: 'ค่าที่ส่งมาใช้ไม่ได้', en: 'Values were refused', ...mend },
  'query-refused': { status: 400, th: 'คำค้นใช้ไม่ได้', en: 'The search query cannot be used', ...mend },
  'search-refused': { status: 409, th: 'ค้นไม่ได้', en: 'The search cannot be made', ...mend },
  'sql-refused': { status: 409, th: 'คำสั่ง SQL นี้ใช้ไม่ได้', en: 'This SQL cannot be used', nextTh: 'ใช้ SELECT คำสั่งเดียว กับตารางที่อ่านได้และฟังก์ชันในรายการ', nextEn: 'Use a single SELECT over tables you may read, with functions of the list.' },
  'query-too-long': { status: 409, th: 'คำสั่งใช้เวลานานเกินกำหนด จึงถูกหยุด', en: 'The query took longer than allowed and was stopped', nextTh: 'เพิ่มเงื่อนไข หรือดาวน์โหลดทั้งชุดแทน', nextEn: 'Narrow it down, or download the whole.' },
  'too-busy': { status: 503, th: 'มีคำสั่งรออยู่มากเกินไป', en: 'Too many queries are waiting', nextTh: 'รอสักครู่แล้วลองใหม่', nextEn: 'Wait a moment and try again.', retry: 'transient' },
  'not-found': { status: 404, th: 'ไม่พบสิ่งที่ขอ', en: 'Not found', nextTh: 'ตรวจรหัสหรือชื่อ', nextEn: 'Check the id or name.' },
  'not-authorised': { status: 403, th: 'ไม่มีสิทธิทำรายการนี้', en: 'Access denied', nextTh: 'ใช้โทเคนของผู้มีสิทธิ', nextEn: 'Use a token of somebody who may.' },
  'body-too-large': { status: 413, th: 'เนื้อคำขอใหญ่เกินกำหนด', en: 'The body is larger than allowed', nextTh: 'แบ่งส่งเป็นส่วนย่อย', nextEn: 'Send it in smaller parts.' },
});

/** Refuses values field by field, as CKAN tells them: `{ name: ['…'] }`. */
export function refuseValues(fields: Record<string, string | readonly string[] | object>): Problem {
  const errors = Object.entries(fields).map(([field, said]) => ({ pointer: `/${field}`, th: sentence(said), en: sentence(said) }));
  return problem('values-refused', { errors, byField: Object.fromEntries(Object.entries(fields).map(([field, said]) => [field, typeof said === 'string' ? [said] : said])) });
}

const sentence = (said: string | readonly string[] | object): string => typeof said === 'string' ? said : Array.isArray(said) ? said.join('; ') : JSON.stringify(said);

/** Something that is not there, named for people. */
export const notFound = (what = ''): Problem => problem('not-found', what === '' ? {} : { detailTh: what, detailEn: what });
