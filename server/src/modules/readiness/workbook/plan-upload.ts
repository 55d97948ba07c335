import { createHash } from 'node:crypto';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import type { Tx } from '#kernel/db.ts';
import type { Answers, Definition, Question } from '../definition/definition.ts';
import { readWritten } from '../definition/read-answer.ts';
import { confirmKnown, mergeAnswers, MOST_OWN } from '../operations/rows.ts';
import { listRowVersions, type ListRowVersionsRow } from '../reads/campaign.sql.gen.ts';
import type { LoadedForm } from '../reads/load-survey.ts';
import type { PlaceOfCell, Row } from '../schemas.ts';
import { CONFIRM, ID } from './columns.ts';
import { placeIn, takeId, type Gathered, type PlannedChange, type PlannedNeed } from './gather.ts';
import { readNeeds } from './read-needs.ts';
import { readForm, type FoundRow, type FoundSheet } from './read-form.ts';
import { findShift } from './shift.ts';

/** What a file would do to a form. */
export interface UploadPlan {
  /** Hash of file, form and versions: the same file on the same form. */
  readonly plan: string;
  readonly rows: readonly { row: Row; answers: Answers }[];
  readonly added: readonly Answers[];
  readonly needs: readonly PlannedNeed[];
  readonly changes: readonly PlannedChange[];
  readonly problems: readonly PlaceOfCell[];
}

interface Reading { readonly form: LoadedForm; readonly definition: Definition; readonly versions: ReadonlyMap<number, readonly ListRowVersionsRow[]>; readonly agencies: readonly Agency[] }

/** Reads a filled workbook against the form as it is now. Nothing is written; a file with any problem changes nothing. @throws as `readForm` does. */
export async function planUpload(tx: Tx, form: LoadedForm, definition: Definition, bytes: Buffer): Promise<UploadPlan> {
  const found = await readForm(bytes, definition);
  const versions = Map.groupBy(await listRowVersions(tx, { row_ids: form.rows.map(({ id }) => id) }), ({ row_id }) => row_id);
  const reading: Reading = { form, definition, versions, agencies: await listAgencies(tx) };
  const gathered: Gathered = { rows: [], added: [], needs: [], changes: [], problems: [...found.problems] };
  for (const sheet of found.sheets) readSheet(reading, sheet, gathered);
  if (form.rows.filter(({ own }) => own).length + gathered.added.length > MOST_OWN) gathered.problems.push({ sheet: '', cell: '', code: 'too-many', th: `เพิ่มได้ไม่เกิน ${MOST_OWN} ชุดข้อมูล`, en: `At most ${MOST_OWN} datasets can be added.` });
  const state = JSON.stringify([form.id, form.events.length, form.rows.map(({ id, version }) => [id, version]), form.needs.map(({ id, version }) => [id, version])]);
  return { plan: createHash('sha256').update(bytes).update(state).digest('hex'), ...gathered };
}

function readSheet(reading: Reading, sheet: FoundSheet, gathered: Gathered): void {
  if (sheet.kind === 'needs') { readNeeds(reading.form, reading.agencies, sheet, gathered); return; }
  const shift = findShift(sheet);
  if (shift) { gathered.problems.unshift(shift); return; }
  const seen = new Map<number, number>();
  for (const found of sheet.rows) readRow(reading, sheet, found, seen, gathered);
}

function readRow(reading: Reading, sheet: FoundSheet, found: FoundRow, seen: Map<number, number>, gathered: Gathered): void {
  const id = takeId(sheet, found, sheet.kind, seen, gathered.problems);
  if (id === undefined) return;
  const said = readCells(sheet, found, gathered.problems);
  if (id === null) { addRow(reading, sheet, found, said, gathered); return; }
  const row = reading.form.rows.find((each) => each.id === id.id && each.own === (sheet.kind === 'own'));
  if (!row || id.version > row.version) { gathered.problems.push({ ...placeIn(sheet, found.line, ID.key), code: 'id-unknown', th: 'แบบตอบนี้ไม่มีแถวนี้ ไฟล์อาจเป็นของหน่วยงานหรือรอบอื่น', en: 'The form has no such row; the file may be of another agency or campaign.' }); return; }
  const base = (reading.versions.get(row.id)?.find(({ version }) => version === id.version)?.answers ?? {}) as Answers;
  const changed = said.flatMap(({ question, value }) => {
    const before = row.answers[question.id] ?? '';
    // What the file was made with is no change, whatever became of it since; what is known stands in it without being an answer.
    if (value === (base[question.id] ?? row.known[question.id]?.value ?? '') || value === before) return [];
    return [{ ...placeIn(sheet, found.line, question.id), row, question, before, after: value, since: sinceOf(reading, row, base, question.id, before) }];
  });
  const answers = mergeAnswers(reading.definition, row, Object.fromEntries(changed.map(({ question, after }) => [question.id, after])));
  const whole = isConfirmed(sheet, found, gathered.problems) ? confirmKnown(reading.definition, row, answers) : answers;
  const confirmed = reading.definition.questions.filter(({ id: key }) => (whole[key] ?? '') !== (answers[key] ?? '')).map((question) => ({ ...placeIn(sheet, found.line, question.id), row, question, before: '', after: whole[question.id] ?? '', since: null }));
  if (changed.length + confirmed.length === 0) return;
  gathered.changes.push(...changed, ...confirmed);
  gathered.rows.push({ row, answers: whole });
}

function addRow({ definition }: Reading, sheet: FoundSheet, found: FoundRow, said: readonly { question: Question; value: string }[], gathered: Gathered): void {
  const answers = mergeAnswers(definition, { own: true, answers: {} }, Object.fromEntries(said.map(({ question, value }) => [question.id, value])));
  if (!answers['title']) { gathered.problems.push({ ...placeIn(sheet, found.line, 'title'), code: 'title-missing', th: 'ต้องมีชื่อชุดข้อมูล', en: 'A dataset needs a name.' }); return; }
  gathered.added.push(answers);
  gathered.changes.push(...said.filter(({ value }) => value !== '').map(({ question, value }) => ({ ...placeIn(sheet, found.line, question.id), row: null, question, before: '', after: value, since: null })));
}

function readCells(sheet: FoundSheet, found: FoundRow, problems: PlaceOfCell[]): { question: Question; value: string }[] {
  return sheet.columns.flatMap(({ column: { key, question } }) => {
    if (!question || !found.cells.has(key)) return [];
    const read = readWritten(question, found.cells.get(key) ?? '');
    if ('value' in read) return [{ question, value: read.value }];
    problems.push({ ...placeIn(sheet, found.line, key), code: 'answer-refused', ...read });
    return [];
  });
}

const YES: Question = { id: 'confirm', of: 'all', type: 'yes-no', required: false, th: 'ยืนยัน', en: 'Confirm' };

function isConfirmed(sheet: FoundSheet, found: FoundRow, problems: PlaceOfCell[]): boolean {
  const read = readWritten(YES, found.cells.get(CONFIRM.key) ?? '');
  if ('value' in read) return read.value === 'yes';
  problems.push({ ...placeIn(sheet, found.line, CONFIRM.key), code: 'answer-refused', ...read });
  return false;
}

/** Who changed an answer after the file was made, if anybody did. */
function sinceOf({ versions }: Reading, row: Row, base: Answers, id: string, now: string): PlannedChange['since'] {
  const was = base[id] ?? '';
  if (was === now) return null;
  const all = versions.get(row.id) ?? [];
  const by = all.findLast((version, at) => ((version.answers as Answers)[id] ?? '') !== (((all[at - 1]?.answers ?? {}) as Answers)[id] ?? ''));
  return { by: by?.actor ?? row.by ?? '', at: by?.recorded_at ?? row.at ?? '', was, now };
}
