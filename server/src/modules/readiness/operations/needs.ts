import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findDataset } from '#modules/catalog/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { readinessProblem } from '../errors.ts';
import type { Need, NewNeed } from '../schemas.ts';
import { openForm } from './open-form.ts';
import type { FormPlace } from './rows.ts';
import { findLastNeed, insertNeed, insertNeedVersion } from './say.sql.gen.ts';

const MOST_NEEDS = 200;

/** Says what an agency needs of another. @throws `readiness.unknown-choice`, `readiness.own-agency`, `readiness.too-many`. */
export async function addReadinessNeed(tx: Tx, who: Principal, place: FormPlace, asked: NewNeed, now: Date): Promise<{ id: number }> {
  const { form } = await openForm(tx, who, place.id, place.agency, now);
  if (form.needs.length >= MOST_NEEDS) throw readinessProblem('too-many', { most: MOST_NEEDS });
  await assertNeed(tx, asked, place.agency);
  const id = await addNeed(tx, who, form.id, asked, 'page', now);
  await audit(tx, who, 'readiness.need-added', `form:${form.id}`, { need: id, of: asked.agencyId });
  return { id };
}

/** Says a need anew, on top of the version that was seen. @throws `readiness.row-not-found`, `readiness.changed-meanwhile`. */
export async function changeReadinessNeed(tx: Tx, who: Principal, place: FormPlace, needId: number, { version, ...asked }: NewNeed & { version: number }, now: Date): Promise<void> {
  const { form } = await openForm(tx, who, place.id, place.agency, now);
  selectNeed(form.needs, needId);
  await assertNeed(tx, asked, place.agency);
  await sayNeed(tx, who, needId, version, { ...asked, withdrawn: false, via: 'page' }, now);
  await audit(tx, who, 'readiness.need-changed', `form:${form.id}`, { need: needId });
}

/** Takes a need back. @throws `readiness.row-not-found`, `readiness.changed-meanwhile`. */
export async function withdrawReadinessNeed(tx: Tx, who: Principal, place: FormPlace, needId: number, seen: number, now: Date): Promise<void> {
  const { form } = await openForm(tx, who, place.id, place.agency, now);
  const { agencyId, slug, words, purpose } = selectNeed(form.needs, needId);
  await sayNeed(tx, who, needId, seen, { agencyId, slug, words, purpose, withdrawn: true, via: 'page' }, now);
  await audit(tx, who, 'readiness.need-withdrawn', `form:${form.id}`, { need: needId });
}

export async function addNeed(tx: Tx, who: Principal, formId: number, asked: NewNeed, via: 'page' | 'workbook', now: Date): Promise<number> {
  const { id } = await insertNeed(tx, { form_id: formId, now: now.toISOString() });
  await sayNeed(tx, who, id, 0, { ...asked, withdrawn: false, via }, now);
  return id;
}

/** Writes the next version of a need; the form is locked by now. */
export async function sayNeed(tx: Tx, who: Principal, needId: number, seen: number, { agencyId, slug, words, purpose, withdrawn, via }: NewNeed & { withdrawn: boolean; via: 'page' | 'workbook' }, now: Date): Promise<void> {
  const said = await insertNeedVersion(tx, { need_id: needId, seen, agency_id: agencyId, slug: slug || null, words: words.trim(), purpose: purpose.trim(), withdrawn, via, actor: who.name, now: now.toISOString() });
  if (said) return;
  const last = await findLastNeed(tx, { need_id: needId });
  throw readinessProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
}

/** A need names another agency and, if any, a dataset of that agency. */
export async function assertNeed(tx: Tx, { agencyId, slug }: NewNeed, own: string): Promise<void> {
  if (agencyId === own) throw readinessProblem('own-agency', { errors: [{ pointer: '/agencyId', th: 'เป็นหน่วยงานของท่านเอง', en: 'This is your own agency' }] });
  if (!await findAgency(tx, agencyId)) throw readinessProblem('unknown-choice', { errors: [{ pointer: '/agencyId', th: `ไม่มีหน่วยงาน “${agencyId}”`, en: `There is no agency “${agencyId}”` }] });
  if (!slug) return;
  const dataset = await findDataset(tx, slug);
  if (dataset?.agencyId !== agencyId || dataset.archivedAt !== null) throw readinessProblem('unknown-choice', { errors: [{ pointer: '/slug', th: `หน่วยงานนั้นไม่มีชุดข้อมูล “${slug}”`, en: `That agency has no dataset “${slug}”` }] });
}

function selectNeed(needs: readonly Need[], id: number): Need {
  const need = needs.find((each) => each.id === id);
  if (!need) throw readinessProblem('row-not-found', { needId: id });
  return need;
}
