import type { IncomingMessage } from 'node:http';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { writeAnswer } from '../definition/read-answer.ts';
import { readinessProblem } from '../errors.ts';
import { addNeed, assertNeed, sayNeed } from '../operations/needs.ts';
import { openForm } from '../operations/open-form.ts';
import { addOwnRow, sayRow, type FormPlace } from '../operations/rows.ts';
import type { Preview } from '../schemas.ts';
import { planUpload } from './plan-upload.ts';

const LARGEST_FILE = 5 * 1024 * 1024;
const SHOWN = 300;

/** What a filled workbook would change, each change by its cell, and what must be mended first. Nothing is kept. @throws what {@link planUpload} and `openForm` throw. */
export async function previewReadinessWorkbook(tx: Tx, who: Principal, { id, agency }: FormPlace, bytes: Buffer, now: Date): Promise<Preview> {
  const { form, definition } = await openForm(tx, who, id, agency, now);
  const { plan, changes, rows, added, needs, problems } = await planUpload(tx, form, definition, bytes);
  const isEmpty = rows.length + added.length + needs.length === 0;
  return {
    plan: problems.length > 0 || isEmpty ? null : plan, changeCount: changes.length + needs.length, addedRows: added.length, addedNeeds: needs.filter(({ need }) => need === null).length,
    untouched: form.rows.length - rows.length, problemCount: problems.length, problems: problems.slice(0, SHOWN),
    changes: changes.slice(0, SHOWN).map(({ sheet, cell, row, question, before, after, since }) => ({
      sheet, cell, titleTh: row?.titleTh ?? 'ชุดข้อมูลใหม่', titleEn: row?.titleEn ?? 'New dataset', questionTh: question.th, questionEn: question.en, before: writeAnswer(question, before, 'th'), after: writeAnswer(question, after, 'th'),
      changedSince: since && { by: since.by, at: since.at, was: writeAnswer(question, since.was, 'th'), now: writeAnswer(question, since.now, 'th') },
    })),
  };
}

/** Takes a workbook as it was previewed, whole or not at all. @throws `readiness.preview-changed`, `readiness.workbook-held` with the cells. */
export async function takeReadinessWorkbook(tx: Tx, who: Principal, { id, agency }: FormPlace, bytes: Buffer, plan: string, now: Date): Promise<{ changed: number; addedRows: number; addedNeeds: number }> {
  const { form, definition } = await openForm(tx, who, id, agency, now);
  const planned = await planUpload(tx, form, definition, bytes);
  if (planned.problems.length > 0) throw readinessProblem('workbook-held', { problems: planned.problems.slice(0, SHOWN) });
  if (planned.plan !== plan) throw readinessProblem('preview-changed');
  // One after another: each is a version on top of the one that was seen.
  for (const { row, answers } of planned.rows) await sayRow(tx, who, { rowId: row.id, seen: row.version, answers, via: 'workbook' }, now);
  for (const answers of planned.added) await addOwnRow(tx, who, form.id, answers, 'workbook', now);
  for (const { need, asked } of planned.needs) {
    await assertNeed(tx, asked, agency);
    if (need) await sayNeed(tx, who, need.id, need.version, { ...asked, withdrawn: false, via: 'workbook' }, now);
    else await addNeed(tx, who, form.id, asked, 'workbook', now);
  }
  const counts = { changed: planned.rows.length, addedRows: planned.added.length, addedNeeds: planned.needs.filter(({ need }) => need === null).length };
  await audit(tx, who, 'readiness.workbook-taken', `form:${form.id}`, counts);
  return counts;
}

/** The bytes of a request, at most 5 MB. @throws `readiness.workbook-too-large`. */
export async function readBytes(source: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += (chunk as Buffer).length;
    if (length > LARGEST_FILE) throw readinessProblem('workbook-too-large', { most: LARGEST_FILE });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
