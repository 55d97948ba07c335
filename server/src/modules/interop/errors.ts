import { defineProblems, type Problem } from '#kernel/problem.ts';
import type { RefusalForm } from '#kernel/route.ts';

export const problem = defineProblems('interop', {
  'record-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้ในบัญชีข้อมูล', en: 'The catalogue has no such dataset', nextTh: 'ตรวจชื่อในที่อยู่ หรือดูรายการที่ /ogc/collections/catalogue/items', nextEn: 'Check the name in the address or see the list at /ogc/collections/catalogue/items.' },
  'collection-not-found': { status: 404, th: 'ไม่มีคอลเลกชันนี้', en: 'There is no such collection', nextTh: 'ดูรายการที่ /ogc/collections', nextEn: 'See the list at /ogc/collections.' },
  'feature-not-found': { status: 404, th: 'ไม่มีรายการนี้ในคอลเลกชัน', en: 'The collection has no such item', nextTh: 'รุ่นของข้อมูลอาจเปลี่ยนไปแล้ว ให้ค้นใหม่จาก items', nextEn: 'The release may have changed; search the items again.' },
  'query-refused': { status: 400, th: 'พารามิเตอร์ของคำขอใช้ไม่ได้', en: 'A query parameter cannot be used', nextTh: 'แก้พารามิเตอร์ตามที่ระบุ', nextEn: 'Mend the named parameter.' },
  'form-not-offered': { status: 406, th: 'ไม่มีรูปแบบที่ขอ', en: 'None of the forms you accept is offered', nextTh: 'ขอ text/turtle, application/ld+json หรือ application/rdf+xml', nextEn: 'Ask for text/turtle, application/ld+json or application/rdf+xml.' },
});

/** A parameter that cannot be used, with its place. */
export function refused(parameter: string, th: string, en: string): Problem {
  return problem('query-refused', { detailTh: th, detailEn: en, errors: [{ pointer: `/querystring/${parameter}`, th, en }] });
}

/** A problem as OGC API writes it (Features 1.0.1, schema exception.yaml): `code` and `description`, and what a person can do. */
export const ogcRefusal: RefusalForm = (refusal: Problem) => {
  const { detailTh, detailEn, errors } = refusal.fields;
  const description = [refusal.entry.th, detailTh, refusal.entry.en, detailEn ?? errors?.map((place) => place.en).join('; '), refusal.entry.nextTh, refusal.entry.nextEn].filter(Boolean).join(' · ');
  return { type: 'application/json', body: { code: refusal.code, description, status: refusal.status, ...(errors && { errors }) } };
};
