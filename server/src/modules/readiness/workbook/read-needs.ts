import type { Agency } from '#modules/organisations/index.ts';
import { cleanCell } from '../definition/read-answer.ts';
import type { LoadedForm } from '../reads/load-survey.ts';
import type { NewNeed } from '../schemas.ts';
import { ID, NEED } from './columns.ts';
import { placeIn, takeId, type Gathered } from './gather.ts';
import type { FoundRow, FoundSheet } from './read-form.ts';

const MOST = { words: 500, purpose: 2000 };
const LEAST_PURPOSE = 20;
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const fold = (text: string): string => cleanCell(text).toLowerCase().replace(/\s+/g, '');

/** Reads what is needed of others; agencies by their id or name in either language. */
export function readNeeds(form: LoadedForm, agencies: readonly Agency[], sheet: FoundSheet, gathered: Gathered): void {
  const seen = new Map<number, number>();
  for (const found of sheet.rows) {
    const id = takeId(sheet, found, 'needs', seen, gathered.problems);
    const asked = id === undefined ? null : readNeed(form, agencies, sheet, found, gathered);
    if (id === undefined || !asked) continue;
    const need = id === null ? null : form.needs.find((each) => each.id === id.id) ?? undefined;
    if (need === undefined || (need && id && id.version !== need.version)) gathered.problems.push({ ...placeIn(sheet, found.line, ID.key), code: 'id-unknown', th: 'ความต้องการนี้ถูกถอนหรือแก้ไขไปแล้วหลังดาวน์โหลดไฟล์', en: 'This need was withdrawn or changed after the file was made.' });
    else if (!need || need.agencyId !== asked.agencyId || (need.slug ?? '') !== (asked.slug ?? '') || need.words !== asked.words || need.purpose !== asked.purpose) gathered.needs.push({ need, asked });
  }
}

function readNeed(form: LoadedForm, agencies: readonly Agency[], sheet: FoundSheet, found: FoundRow, { problems }: Gathered): NewNeed | null {
  const before = problems.length;
  const cell = (key: string) => found.cells.get(key) ?? '';
  const wrong = (key: string, th: string, en: string) => { problems.push({ ...placeIn(sheet, found.line, key), code: 'need-refused', th, en }); };
  const named = cell(NEED.agency.key);
  const agency = agencies.find((each) => named !== '' && [each.id, each.nameTh, each.nameEn].some((word) => fold(word) === fold(named)));
  if (!agency) wrong(NEED.agency.key, `ไม่พบหน่วยงาน “${named.slice(0, 60)}”`, `There is no agency “${named.slice(0, 60)}”.`);
  else if (agency.id === form.agency.id) wrong(NEED.agency.key, 'เป็นหน่วยงานของท่านเอง', 'This is your own agency.');
  const slug = cell(NEED.slug.key);
  if (slug !== '' && !SLUG.test(slug)) wrong(NEED.slug.key, 'ชื่อย่อใช้ a–z 0–9 และขีด', 'A short name has a–z, 0–9 and hyphens.');
  const [words, purpose] = [cell(NEED.words.key), cell(NEED.purpose.key)];
  if (words === '' || words.length > MOST.words) wrong(NEED.words.key, `เขียน 1–${MOST.words} ตัวอักษร`, `Write 1 to ${MOST.words} characters.`);
  if (purpose.length < LEAST_PURPOSE || purpose.length > MOST.purpose) wrong(NEED.purpose.key, `เขียน ${LEAST_PURPOSE}–${MOST.purpose} ตัวอักษร`, `Write ${LEAST_PURPOSE} to ${MOST.purpose} characters.`);
  return agency && problems.length === before ? { agencyId: agency.id, slug: slug || null, words, purpose } : null;
}
