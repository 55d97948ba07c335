import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import type { Principal } from '#kernel/policy.ts';
import { askedOf, type Answers, type Definition } from '../definition/definition.ts';
import { readSent } from '../definition/read-answer.ts';
import { readinessProblem } from '../errors.ts';
import { listRowVersions } from '../reads/campaign.sql.gen.ts';
import type { Row, SavedRow } from '../schemas.ts';
import { openForm } from './open-form.ts';
import { insertOwnRow, insertRowVersion } from './say.sql.gen.ts';

export const MOST_OWN = 500;
export interface FormPlace { id: number; agency: string }
export interface SaidRow { rowId: number; seen: number; answers: Answers; withdrawn?: boolean; via: 'page' | 'workbook' }

/** Saves answers of one row on top of the version that was seen; empty text takes an answer back. @throws `readiness.answer-refused`, `readiness.changed-meanwhile`. */
export async function saveReadinessRow(tx: Tx, who: Principal, place: FormPlace, rowId: number, asked: SavedRow, now: Date): Promise<void> {
  const { form, definition } = await openForm(tx, who, place.id, place.agency, now);
  const row = selectRow(form.rows, rowId);
  if (row.version !== asked.version) throw await changedMeanwhile(tx, row, asked.version);
  const said = mergeAnswers(definition, row, readAnswers(definition, asked.answers));
  await sayRow(tx, who, { rowId, seen: row.version, answers: asked.confirm ? confirmKnown(definition, row, said) : said, via: 'page' }, now);
  await audit(tx, who, 'readiness.row-saved', `form:${form.id}`, { row: rowId });
}

/** Adds a dataset of the agency's own that the list lacks. @throws `readiness.answer-refused`, `readiness.too-many`. */
export async function addReadinessRow(tx: Tx, who: Principal, place: FormPlace, sent: Answers, now: Date): Promise<{ id: number }> {
  const { form, definition } = await openForm(tx, who, place.id, place.agency, now);
  if (form.rows.filter(({ own }) => own).length >= MOST_OWN) throw readinessProblem('too-many', { most: MOST_OWN });
  const answers = readAnswers(definition, sent);
  if (!answers['title']) throw readinessProblem('answer-refused', { errors: [{ pointer: '/answers/title', th: 'ต้องมีชื่อชุดข้อมูล', en: 'A dataset needs a name' }] });
  const id = await addOwnRow(tx, who, form.id, answers, 'page', now);
  await audit(tx, who, 'readiness.row-added', `form:${form.id}`, { row: id });
  return { id };
}

/** Takes back a dataset that the agency added. @throws `readiness.row-not-found` for one of the list. */
export async function withdrawReadinessRow(tx: Tx, who: Principal, place: FormPlace, rowId: number, seen: number, now: Date): Promise<void> {
  const { form } = await openForm(tx, who, place.id, place.agency, now);
  const row = selectRow(form.rows.filter(({ own }) => own), rowId);
  if (row.version !== seen) throw await changedMeanwhile(tx, row, seen);
  await sayRow(tx, who, { rowId, seen, answers: row.answers, withdrawn: true, via: 'page' }, now);
  await audit(tx, who, 'readiness.row-withdrawn', `form:${form.id}`, { row: rowId });
}

export async function addOwnRow(tx: Tx, who: Principal, formId: number, answers: Answers, via: SaidRow['via'], now: Date): Promise<number> {
  const { id } = await insertOwnRow(tx, { form_id: formId, now: now.toISOString() });
  await sayRow(tx, who, { rowId: id, seen: 0, answers, via }, now);
  return id;
}

/** Writes the next version of a row; the form is locked by now. */
export async function sayRow(tx: Tx, who: Principal, { rowId, seen, answers, withdrawn = false, via }: SaidRow, now: Date): Promise<void> {
  if (!await insertRowVersion(tx, { row_id: rowId, seen, answers, withdrawn, via, actor: who.name, now: now.toISOString() })) throw readinessProblem('changed-meanwhile', { rowId });
}

/** @throws `readiness.row-not-found`. */
function selectRow(rows: readonly Row[], rowId: number): Row {
  const row = rows.find(({ id }) => id === rowId);
  if (!row) throw readinessProblem('row-not-found', { rowId });
  return row;
}

/** Reads answers that a program sent, every one that does not fit named. */
function readAnswers(definition: Definition, sent: Answers): Answers {
  const errors: ProblemPlace[] = [];
  const read: Record<string, string> = {};
  for (const [id, text] of Object.entries(sent)) {
    const question = definition.questions.find((each) => each.id === id);
    const answer = question ? readSent(question, text) : { th: 'ไม่มีคำถามนี้', en: 'There is no such question' };
    if ('value' in answer) read[id] = answer.value;
    else errors.push({ pointer: `/answers/${id}`, ...answer });
  }
  if (errors.length > 0) throw readinessProblem('answer-refused', { errors });
  return read;
}

/** Answers with those that are new on top; what is empty, or not asked of such a row, is left out. */
export function mergeAnswers(definition: Definition, row: Pick<Row, 'own' | 'answers'>, said: Answers): Answers {
  const of = row.own ? 'listed' : 'own';
  const known = new Set(definition.questions.filter((question) => question.of !== of).map(({ id }) => id));
  return Object.fromEntries(Object.entries({ ...row.answers, ...said }).filter(([id, value]) => value !== '' && known.has(id)));
}

/** Takes over what is known where nothing is answered, as far as it is asked. One answer may bring the next question, so it goes on until nothing comes. */
export function confirmKnown(definition: Definition, row: Pick<Row, 'own' | 'known'>, answers: Answers): Answers {
  const said: Record<string, string> = { ...answers };
  for (;;) {
    const next = askedOf(definition, said, row.own).find(({ id }) => !said[id] && row.known[id] !== undefined);
    if (!next) return said;
    said[next.id] = row.known[next.id]?.value ?? '';
  }
}

/** Tells whoever comes too late who was first, and which answers changed. */
async function changedMeanwhile(tx: Tx, row: Row, seen: number): Promise<Error> {
  const versions = await listRowVersions(tx, { row_ids: [row.id] });
  const before = (versions.find(({ version }) => version === seen)?.answers ?? {}) as Answers;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(row.answers)])].filter((id) => (before[id] ?? '') !== (row.answers[id] ?? ''));
  return readinessProblem('changed-meanwhile', { by: row.by, at: row.at, version: row.version, answers: row.answers, changed });
}
