import { todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { momentOf } from '#modules/plans/index.ts';
import { readinessProblem } from '../errors.ts';
import { isDataOwner } from '../operations/judge.ts';
import { whyClosed } from '../operations/open-form.ts';
import { policies } from '../policies.ts';
import type { FormPage } from '../schemas.ts';
import type { ListCampaignsAtRow } from './campaign.sql.gen.ts';
import { phaseOf, viewForm } from './campaigns.ts';
import { definitionOf, loadForms, selectCampaign, type LoadedForm } from './load-survey.ts';
import { reaches } from './reach.ts';

/** The form of an agency: its rows with what is known, answered and missing, and what was needed, as of a day. @throws `readiness.form-not-found`, also for the form of others. */
export async function getReadinessForm(tx: Tx, who: Principal, { id, agency }: { id: number; agency: string }, asOf: string | null, now: Date): Promise<FormPage> {
  const moment = momentOf(asOf, now);
  const campaign = await selectCampaign(tx, id, moment.at);
  const [form] = await reaches(tx, who, agency) ? await loadForms(tx, [campaign], [agency], moment) : [];
  if (!form) throw readinessProblem('form-not-found', { id, agency });
  const { questions } = await definitionOf(tx, campaign.definition_hash);
  return {
    asOf: moment.day, recordedAt: moment.at,
    campaign: { id: campaign.id, titleTh: campaign.title_th, titleEn: campaign.title_en, note: campaign.note, opensOn: campaign.opens_on, phase: phaseOf(campaign, form.dueOn, moment.day) },
    ...viewForm(form), questions, items: [...form.rows], needed: [...form.needs],
    events: form.events.map((event) => ({ what: event.what, reason: event.reason, dueOn: event.due_on, by: event.actor, at: event.recorded_at })),
    may: await mayOf(tx, who, campaign, form, moment.over, now),
  };
}

/** What whoever asks may do with the form now, and why not. */
async function mayOf(tx: Tx, who: Principal, campaign: ListCampaignsAtRow, form: LoadedForm, isPast: boolean, now: Date): Promise<FormPage['may']> {
  const holds = (roles: readonly string[]) => who.roles.some((role) => roles.includes(role));
  const closed = whyClosed(campaign, form, todayInBangkok(now));
  const isSteward = holds(policies['answer-survey'].roles);
  const answer = !isPast && isSteward && closed === null;
  const owns = answer && await isDataOwner(tx, who, form.agency.id, now);
  const why = isPast ? { th: 'กำลังดูวันย้อนหลัง', en: 'A past day is shown.' } : !isSteward ? { th: 'ผู้ดูแลข้อมูลของหน่วยงานเป็นผู้ตอบ', en: 'Stewards of the agency answer.' }
    : closed ?? (owns ? null : { th: 'หัวหน้าหรือเจ้าของข้อมูลเป็นผู้ส่ง', en: 'The head or data owner submits.' });
  return { answer, submit: owns, judge: !isPast && campaign.ended_at === null && holds(policies['judge-form'].roles), whyNotTh: why?.th ?? null, whyNotEn: why?.en ?? null };
}
