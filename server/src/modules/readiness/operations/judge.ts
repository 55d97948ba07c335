import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { setDeadline } from '#modules/calendar/index.ts';
import { recordSurveyed } from '#modules/plans/index.ts';
import { createRequestDraft } from '#modules/requests/index.ts';
import type { Definition } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import { findResponsible } from '../reads/campaign.sql.gen.ts';
import type { LoadedForm } from '../reads/load-survey.ts';
import type { Need } from '../schemas.ts';
import { openForm, selectAndLockForm, type OpenForm } from './open-form.ts';
import type { FormPlace } from './rows.ts';
import { insertFormEvent, insertNeedRequest, listFormDatasets } from './say.sql.gen.ts';
import { formReference, settleForm, tellReturned } from './tell.ts';

const SHOWN = 200;

/**
 * Submits a form: it must be complete, and what the agency needs of others becomes drafts of linkage requests.
 *
 * @throws `readiness.only-data-owner`, `readiness.incomplete` naming each answer that is missing, `readiness.not-open`.
 */
export async function submitReadinessForm(tx: Tx, who: Principal, { id, agency }: FormPlace, now: Date): Promise<void> {
  const { form, definition } = await openForm(tx, who, id, agency, now);
  if (!await isDataOwner(tx, who, agency, now)) throw readinessProblem('only-data-owner', { agencyId: agency });
  const errors = missingOf(form, definition);
  if (errors.length > 0) throw readinessProblem('incomplete', { missing: errors.length, errors: errors.slice(0, SHOWN) });
  await addEvent(tx, who, form, 'submitted', { reason: null }, now);
  await settleForm(tx, form.id);
  for (const need of form.needs) if (need.requestId === null) await draftRequest(tx, who, agency, id, need, now); // some few, each a draft of its own
}

/** Whether somebody may submit: the holder of a responsible post, or any steward where nobody holds one; the house itself, which fills the sample. */
export async function isDataOwner(tx: Tx, who: Principal, agencyId: string, now: Date): Promise<boolean> {
  if (who.kind === 'house') return true;
  const found = await findResponsible(tx, { person_id: who.personId, agency_id: agencyId, today: todayInBangkok(now) });
  return found !== null && (found.holders === 0 || found.holds);
}

/** Takes a form that was submitted as it is; its datasets are surveyed from then on. @throws `readiness.not-in-that-state`. */
export async function acceptReadinessForm(tx: Tx, actor: Actor, { id, agency }: FormPlace, now: Date): Promise<void> {
  const { form } = await selectToJudge(tx, id, agency, ['submitted'], now);
  await addEvent(tx, actor, form, 'accepted', { reason: null }, now);
  await recordSurveyed(tx, (await listFormDatasets(tx, { form_id: form.id })).map(({ id }) => id), now);
}

/** Gives a submitted form back to be mended, with the reason and a new day. @throws `readiness.not-in-that-state`, `readiness.already-ended`. */
export const returnReadinessForm = (tx: Tx, actor: Actor, place: FormPlace, asked: { reason: string; workingDays: number }, now: Date): Promise<void> => giveBack(tx, actor, place, asked, 'returned', now);

/** Opens an accepted form again, with the reason and a new day. @throws `readiness.not-in-that-state`, `readiness.already-ended`. */
export const reopenReadinessForm = (tx: Tx, actor: Actor, place: FormPlace, asked: { reason: string; workingDays: number }, now: Date): Promise<void> => giveBack(tx, actor, place, asked, 'reopened', now);

async function giveBack(tx: Tx, actor: Actor, { id, agency }: FormPlace, { reason, workingDays }: { reason: string; workingDays: number }, what: 'returned' | 'reopened', now: Date): Promise<void> {
  const { campaign, form } = await selectToJudge(tx, id, agency, [what === 'returned' ? 'submitted' : 'accepted'], now);
  const { dueOn } = await setDeadline(tx, { room: 'readiness', reference: formReference(form.id), from: todayInBangkok(now), count: workingDays, unit: 'working', because: { th: `ส่งกลับให้แก้ไข “${campaign.title_th}”`, en: `Given back: “${campaign.title_en}”` } });
  await addEvent(tx, actor, form, what, { reason: reason.trim(), dueOn }, now);
  await tellReturned(tx, form.id, reason.trim(), now);
}

async function selectToJudge(tx: Tx, id: number, agency: string, states: readonly LoadedForm['state'][], now: Date): Promise<OpenForm> {
  const opened = await selectAndLockForm(tx, id, agency, now);
  if (opened.campaign.ended_at !== null) throw readinessProblem('already-ended', { id });
  if (!states.includes(opened.form.state)) throw readinessProblem('not-in-that-state', { state: opened.form.state });
  return opened;
}

async function addEvent(tx: Tx, actor: Actor, form: LoadedForm, what: string, { reason, dueOn = null }: { reason: string | null; dueOn?: string | null }, now: Date): Promise<void> {
  await insertFormEvent(tx, { form_id: form.id, what, reason, due_before: dueOn === null ? null : form.dueOn, due_on: dueOn, actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, `readiness.form-${what}`, `form:${form.id}`, { agency: form.agency.id, ...(reason !== null && { reason }) });
}

/** Every required answer that is missing, by dataset and question. */
function missingOf({ rows }: LoadedForm, { questions }: Definition): ProblemPlace[] {
  return rows.flatMap((row) => row.missing.map((id) => {
    const question = questions.find((each) => each.id === id);
    return { pointer: `/rows/${row.id}/${id}`, th: `${row.titleTh}: ${question?.th ?? id}`, en: `${row.titleEn}: ${question?.en ?? id}` };
  }));
}

async function draftRequest(tx: Tx, who: Principal, requesterId: string, campaignId: number, need: Need, now: Date): Promise<void> {
  const { id } = await createRequestDraft(tx, who, { requesterId, ...(need.slug ? { dataset: need.slug } : { datasetWords: need.words }), providerId: need.agencyId, purpose: need.purpose }, now, { origin: `/readiness/${campaignId}/${requesterId}`, accountId: who.accountId });
  await insertNeedRequest(tx, { need_id: need.id, request_id: id, now: now.toISOString() });
}
