import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import type { Definition } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import type { ListCampaignsAtRow } from '../reads/campaign.sql.gen.ts';
import { definitionOf, isIn, loadForms, selectCampaign, type LoadedForm } from '../reads/load-survey.ts';
import { reaches } from '../reads/reach.ts';
import { lockForm } from './say.sql.gen.ts';
import { formReference } from './tell.ts';

/** A form as whoever changes it finds it. */
export interface OpenForm { readonly campaign: ListCampaignsAtRow; readonly form: LoadedForm; readonly definition: Definition }

/** A form, locked: changes of one form come one after another. @throws `readiness.campaign-not-found`, `readiness.form-not-found`. */
export async function selectAndLockForm(tx: Tx, campaignId: number, agencyId: string, now: Date): Promise<OpenForm> {
  const at = now.toISOString();
  const campaign = await selectCampaign(tx, campaignId, at);
  if (!await lockForm(tx, { campaign_id: campaignId, agency_id: agencyId })) throw readinessProblem('form-not-found', { campaignId, agencyId });
  const [form] = await loadForms(tx, [campaign], [agencyId], { at, day: todayInBangkok(now) });
  if (!form) throw readinessProblem('form-not-found', { campaignId, agencyId });
  return { campaign, form, definition: await definitionOf(tx, campaign.definition_hash) };
}

/** By which name the calendar keeps the deadline of a form. @throws as {@link selectAndLockForm}. */
export async function formDeadline(tx: Tx, { id, agency }: { id: number; agency: string }, now: Date): Promise<string> {
  return formReference((await selectAndLockForm(tx, id, agency, now)).form.id);
}

/** The same, to be answered by its own agency or the one that stands for it. @throws `readiness.campaign-not-found`, `readiness.not-your-agency`, `readiness.not-open`. */
export async function openForm(tx: Tx, who: Principal, campaignId: number, agencyId: string, now: Date): Promise<OpenForm> {
  await selectCampaign(tx, campaignId, now.toISOString()); // what is not there is nobody's
  await assertOwn(tx, who, agencyId);
  const opened = await selectAndLockForm(tx, campaignId, agencyId, now);
  const why = whyClosed(opened.campaign, opened.form, todayInBangkok(now));
  if (why) throw readinessProblem('not-open', { detailTh: why.th, detailEn: why.en });
  return opened;
}

/** @throws `readiness.not-your-agency`. */
async function assertOwn(tx: Tx, who: Pick<Principal, 'agencies'>, agencyId: string): Promise<void> {
  if (!await reaches(tx, who, agencyId)) throw readinessProblem('not-your-agency', { agencyId });
}

/** Why a form takes no answers now, or null. */
export function whyClosed(campaign: ListCampaignsAtRow, form: Pick<LoadedForm, 'state'>, today: string): { th: string; en: string } | null {
  if (campaign.ended_at !== null) return { th: 'รอบสำรวจนี้ยุติแล้ว', en: 'The campaign has ended.' };
  if (today < campaign.opens_on) return { th: `เปิดวันที่ ${formatThaiDate(campaign.opens_on)}`, en: `It opens on ${formatThaiDate(campaign.opens_on, { lang: 'en' })}.` };
  return isIn(form.state) ? { th: 'ส่งแบบตอบแล้ว', en: 'The form was submitted.' } : null;
}
