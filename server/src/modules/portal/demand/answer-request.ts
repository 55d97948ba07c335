import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { openSecret } from '#kernel/secrets.ts';
import { endDeadlines, setDeadline } from '#modules/calendar/index.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import { selectPublicDataset } from '../public-dataset.ts';
import { plainText } from '../writing.ts';
import { answerDeadline, contactPurpose } from './ask-for-data.ts';
import { answerRequest as answerRow, findContact, insertEvent, mergeRequest as mergeRow, moderateComment as moderateCommentRow, moderateRequest as moderateRow, selectAndLockRequest } from './demand.sql.gen.ts';
import type { Answer, Moderated, RequestState } from './schemas.ts';

/** Where a request may go from where it is; the last two are ends, but a published one may be taken up again by a new answer. */
const steps: Record<RequestState, readonly RequestState[]> = {
  asked: ['answered', 'planned', 'published', 'declined'], answered: ['answered', 'planned', 'published', 'declined'],
  planned: ['planned', 'published', 'declined'], published: [], declined: ['answered', 'planned', 'published'],
};

/**
 * The owner's answer: an explanation, a day, a published dataset, or no with a reason.
 *
 * @throws `portal.request-not-found`, `portal.step-refused`, `portal.reason-missing`, `portal.day-missing`, `portal.dataset-not-public`.
 */
export async function answerRequest(tx: Tx, who: Principal, id: string, answer: Answer, today: string): Promise<void> {
  const request = await selectOwn(tx, id);
  const text = plainText(answer.text);
  if (!steps[request.state as RequestState].includes(answer.state)) throw problem('step-refused', { from: request.state, to: answer.state });
  if (['answered', 'declined'].includes(answer.state) && text === '') throw problem('reason-missing');
  if (answer.state === 'planned' && (answer.plannedOn === undefined || answer.plannedOn < today)) throw problem('day-missing');
  if (answer.state === 'published' && answer.dataset === undefined) throw problem('dataset-not-public');
  const datasetId = answer.state === 'published' ? (await selectPublicDataset(tx, answer.dataset ?? '')).id : null;
  const plannedOn = answer.state === 'planned' ? answer.plannedOn ?? null : null;
  await answerRow(tx, { id, state: answer.state, answer: text, planned_on: plannedOn, dataset_id: datasetId });
  await endDeadlines(tx, 'portal', [`request:${id}`]);
  await insertEvent(tx, { request_id: id, state: answer.state, text, agency_id: request.agency_id, planned_on: plannedOn, dataset_id: datasetId });
  await audit(tx, who, 'portal.request-answered', `request:${id}`, { from: request.state, to: answer.state });
  await announce(tx, 'portal.request-answered', { requestId: id, state: answer.state });
}

/** Shows a request to everybody, or hides it with a reason; may also pass it to the agency that has the data. @throws `portal.hidden-why-missing`. */
export async function moderateRequest(tx: Tx, who: Principal, id: string, { moderation, agencyId, why, note }: Moderated): Promise<void> {
  if (moderation === 'hidden' && why === undefined) throw problem('hidden-why-missing');
  const request = await selectOwn(tx, id);
  if (agencyId !== undefined) {
    await assertAgencyExists(tx, agencyId);
    if (request.state === 'asked') await setDeadline(tx, answerDeadline(id, todayInBangkok(new Date(request.asked_at)), agencyId));
  }
  await moderateRow(tx, { id, moderation, agency_id: agencyId ?? null, why: why ?? null, note: plainText(note ?? '') });
  await audit(tx, who, 'portal.request-moderated', `request:${id}`, { moderation, ...(why !== undefined && { why }), ...(agencyId !== undefined && { agencyId }) });
}

/**
 * Ends a request that asks for what another one asks for: voices go there, one a person, and whoever has its address is led there.
 *
 * @throws `portal.merge-refused` when the other is not shown, was merged itself, or is the same.
 */
export async function mergeRequest(tx: Tx, who: Principal, id: string, into: string): Promise<void> {
  const request = await selectOwn(tx, id);
  const other = id === into ? null : await selectOwn(tx, into);
  if (!other || other.moderation !== 'shown' || other.merged_into !== null || request.merged_into !== null || request.state === 'published') throw problem('merge-refused', { into });
  await mergeRow(tx, { id, into });
  await endDeadlines(tx, 'portal', [`request:${id}`]);
  await audit(tx, who, 'portal.request-merged', `request:${id}`, { into });
}

/** @throws `portal.comment-not-found`, `portal.hidden-why-missing`. */
export async function moderateComment(tx: Tx, who: Principal, id: string, { moderation, why }: Pick<Moderated, 'moderation' | 'why'>): Promise<void> {
  if (moderation === 'hidden' && why === undefined) throw problem('hidden-why-missing');
  const moved = await moderateCommentRow(tx, { id, moderation, why: why ?? null });
  if (!moved) throw problem('comment-not-found', { id });
  await audit(tx, who, 'portal.comment-moderated', `request:${moved.request_id}`, { comment: id, moderation, ...(why !== undefined && { why }) });
}

/**
 * Opens how whoever asked can be reached; a line in the audit says who looked.
 *
 * @throws `portal.contact-missing`.
 */
export async function revealContact(tx: Tx, who: Principal, id: string, masterKey: Buffer): Promise<{ contact: string }> {
  await selectOwn(tx, id);
  const row = await findContact(tx, { request_id: id });
  if (!row) throw problem('contact-missing');
  await audit(tx, who, 'portal.contact-revealed', `request:${id}`);
  return { contact: openSecret(masterKey, contactPurpose, row.sealed) };
}

async function selectOwn(tx: Tx, id: string) {
  const row = await selectAndLockRequest(tx, { id });
  if (!row) throw problem('request-not-found', { id });
  return row;
}
