import type { ProblemPlace } from '#kernel/problem.ts';
import { readRequestDefinition } from '../definition/read-definition.ts';
import { requestProblem } from '../errors.ts';
import { place } from './days.ts';
import type { Form } from './form.ts';

/** A request may be sent: everything is said, and personal columns stand on a law that allows them. @throws `requests.not-ready` naming each place. @param today ISO day. */
export function assertReady(form: Form, today: string): void {
  const errors = [...missing(form, today), ...lackingBasis(form)];
  if (errors.length > 0) throw requestProblem('not-ready', { errors });
}

function missing(form: Form, today: string): ProblemPlace[] {
  const { leastPurpose } = readRequestDefinition();
  const length = [...form.purpose].length;
  const places: [boolean, ProblemPlace][] = [
    [form.datasetId === null && form.datasetWords === null, place('/dataset', 'ยังไม่ได้เลือกชุดข้อมูลหรือบอกเป็นถ้อยคำ', 'Neither a dataset was chosen nor said in words')],
    [form.providerId === null, place('/providerId', 'ยังไม่ได้บอกว่าขอจากหน่วยงานใด', 'No agency was named')],
    [length < leastPurpose, place('/purpose', `วัตถุประสงค์มี ${length} ตัวอักษร ต้องมีอย่างน้อย ${leastPurpose}`, `The purpose has ${length} characters, at least ${leastPurpose} are needed`)],
    [form.columns.length === 0 && form.fieldWords === null, place('/columns', 'ยังไม่ได้เลือกคอลัมน์หรือบอกเป็นถ้อยคำ', 'Neither columns were chosen nor said in words')],
    [form.frequency === null, place('/frequency', 'ยังไม่ได้เลือกความถี่', 'No frequency was chosen')],
    [form.wantedOn === null, place('/wantedOn', 'ยังไม่ได้บอกวันที่ต้องการ', 'No day was given')],
    [form.wantedOn !== null && form.wantedOn < today, place('/wantedOn', 'วันที่ต้องการผ่านไปแล้ว', 'The day is past')],
    [form.retention === null, place('/retention', 'ยังไม่ได้บอกว่าเก็บไว้นานเท่าใด', 'It is not said how long it is kept')],
    [form.contact === null, place('/contact', 'ยังไม่ได้บอกผู้ติดต่อ', 'No contact was given')],
  ];
  return places.flatMap(([is, each]) => (is ? [each] : []));
}

function lackingBasis({ legalBases, ownLaw, columns }: Form): ProblemPlace[] {
  const chosen = readRequestDefinition().legalBases.filter(({ code }) => legalBases.includes(code));
  const personal = columns.filter((column) => column.personal !== null);
  const sensitive = columns.filter((column) => column.personal === 'sensitive');
  const named = (list: typeof columns, lang: 'titleTh' | 'titleEn') => list.slice(0, 5).map((column) => column[lang]).join(', ');
  if (chosen.length === 0) return [place('/legalBases', 'ยังไม่ได้เลือกฐานกฎหมาย', 'No legal basis was chosen')];
  const places: [boolean, ProblemPlace][] = [
    [ownLaw === null && chosen.some(({ needsSection }) => needsSection), place('/ownLaw', 'ยังไม่ได้ระบุชื่อกฎหมายและมาตรา', 'The law and its section are not named')],
    [personal.length > 0 && !chosen.some((basis) => basis.personal), place('/legalBases', `มีคอลัมน์ข้อมูลส่วนบุคคล (${named(personal, 'titleTh')}) ต้องเลือกฐานตามมาตรา 24 หรือความยินยอม`, `Personal columns (${named(personal, 'titleEn')}) need a basis of section 24, or consent`)],
    [sensitive.length > 0 && !chosen.some((basis) => basis.sensitive), place('/legalBases', `มีคอลัมน์ข้อมูลอ่อนไหว (${named(sensitive, 'titleTh')}) ต้องเลือกฐานตามมาตรา 26`, `Sensitive columns (${named(sensitive, 'titleEn')}) need a basis of section 26`)],
  ];
  return places.flatMap(([is, each]) => (is ? [each] : []));
}
