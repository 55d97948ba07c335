import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { requestProblem } from '../errors.ts';
import type { ChangedRequest, NewRequest } from '../schemas.ts';
import { readForm, type Form } from './form.ts';
import { addEvent, assertOwn, assertState, openRequest } from './open-request.ts';
import { insertForm, insertRequest } from './write.sql.gen.ts';

/** The page of ours from which a draft comes, e.g. `/meetings/3`, and whose account made it. */
export interface DraftOrigin { origin?: string | undefined; accountId?: string | null | undefined }

/** Writes down what an agency wants to ask for; nothing is sent. @throws what {@link readForm} throws. */
export async function createRequestDraft(tx: Tx, actor: Actor, asked: NewRequest, now: Date, from: DraftOrigin = {}): Promise<{ id: number; version: number }> {
  await assertAgencyExists(tx, asked.requesterId);
  const form = await readForm(tx, asked);
  const { id } = await insertRequest(tx, { requester_id: asked.requesterId, origin: from.origin ?? null, now: now.toISOString() });
  const version = await addEvent(tx, { name: actor.name, accountId: from.accountId ?? null }, { id, version: 0 }, { what: 'drafted', agencyId: asked.requesterId }, now);
  await keepForm(tx, id, version, form);
  await audit(tx, actor, 'requests.request-drafted', `request:${id}`, { requester: asked.requesterId, provider: form.providerId });
  return { id, version };
}

/** A draft of one's own agency; the secretariat may draft for any. @throws `requests.not-own-agency`. */
export async function createLinkageRequest(tx: Tx, who: Principal, asked: NewRequest, now: Date): Promise<{ id: number; version: number }> {
  if (!who.agencies.includes('*')) assertOwn(who, asked.requesterId);
  return createRequestDraft(tx, who, asked, now, { accountId: who.accountId });
}

/** Changes a draft, or what is asked for while the provider asked back. @throws `requests.not-now`, `requests.changed-meanwhile`. */
export async function saveLinkageRequest(tx: Tx, who: Principal, id: number, { seen, ...asked }: ChangedRequest, now: Date): Promise<void> {
  const row = await openRequest(tx, who, id, seen, now);
  assertState(row, 'draft', 'asked-back');
  if (row.state === 'asked-back' || !who.agencies.includes('*')) assertOwn(who, row.requester_id);
  const form = await readForm(tx, { ...asked, requesterId: row.requester_id });
  if (row.state === 'asked-back' && form.providerId !== row.provider_id) throw requestProblem('provider-mistaken', { errors: [{ pointer: '/dataset', th: 'เปลี่ยนหน่วยงานที่ขอไม่ได้ ให้ถอนแล้วขอใหม่', en: 'It is another agency’s: withdraw this and ask anew' }] });
  const version = await addEvent(tx, who, row, { what: 'changed', agencyId: row.requester_id }, now);
  await keepForm(tx, id, version, form);
  await audit(tx, who, 'requests.request-changed', `request:${id}`, {});
}

/** The form as one event said it. */
export async function keepForm(tx: Tx, id: number, number: number, form: Form): Promise<void> {
  await insertForm(tx, {
    request_id: id, number, provider_id: form.providerId, dataset_id: form.datasetId, dataset_words: form.datasetWords, purpose: form.purpose, legal_bases: form.legalBases, own_law: form.ownLaw,
    columns: form.columns, field_words: form.fieldWords, frequency: form.frequency, wanted_on: form.wantedOn, retention: form.retention, contact: form.contact,
  });
}
