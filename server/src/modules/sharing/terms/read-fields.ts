import type { ProblemPlace } from '#kernel/problem.ts';
import { place } from '#modules/privacy/index.ts';
import type { ServiceFacts } from '../reads/service-facts.ts';
import type { AskedTerms, Terms } from '../schemas.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/;

const nameEach = place('/terms/fields', 'บริการนี้ตอบจากระบบของเจ้าของข้อมูลและเกี่ยวกับบุคคล ระบุทุกฟิลด์ที่ขอ', 'This service about persons is answered by its owner’s own system: name each field that is asked for');

/** Fields that are asked for, with the words and the personal mark of the service's own columns; each personal one says why it is needed. Null stays null: every field that is not personal; of a live service about persons nobody here knows which those are, so each is named. */
export function readFields(asked: AskedTerms['fields'], service: ServiceFacts): { fields: Terms['fields']; faults: ProblemPlace[] } {
  if (asked === null) return { fields: null, faults: service.kind === 'live' && service.personal ? [nameEach] : [] };
  const faults: ProblemPlace[] = [];
  const names = new Set<string>();
  const fields = asked.map((field, at) => {
    const column = service.columns.find(({ name }) => name === field.name);
    const own = `/terms/fields/${at}`;
    const unknown = service.columns.length > 0 ? !column : !NAME.test(field.name);
    if (names.has(field.name)) faults.push(place(`${own}/name`, `มี "${field.name}" แล้ว`, `"${field.name}" stands twice`));
    else if (unknown) faults.push(place(`${own}/name`, `บริการไม่มีข้อมูล "${field.name}"`, `The service has no field "${field.name}"`));
    names.add(field.name);
    const personal = column ? column.personal !== null : field.personal ?? service.personal;
    const reason = field.reason?.trim() || null;
    if (personal && !unknown && reason === null) faults.push(place(`${own}/reason`, `บอกเหตุผลที่จำเป็นต้องใช้ "${column?.titleTh ?? field.name}" ซึ่งเป็นข้อมูลส่วนบุคคล`, `Say why "${column?.titleEn ?? field.name}", which is personal, is needed`));
    return { name: field.name, titleTh: column?.titleTh ?? field.name, titleEn: column?.titleEn ?? field.name, personal, reason };
  });
  return { fields, faults };
}
