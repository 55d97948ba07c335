import { eraOffset, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { setDeadlines } from '#modules/calendar/index.ts';
import { listAgencies } from '#modules/organisations/index.ts';
import { readItemFacts } from '#modules/plans/index.ts';
import { listPlanDatasets } from '#modules/projects/index.ts';
import { currentDefinition } from '../definition/definition.ts';
import { readinessProblem } from '../errors.ts';
import { listKnown } from '../reads/campaign.sql.gen.ts';
import { knownOf } from '../reads/known.ts';
import type { NewCampaign } from '../schemas.ts';
import { insertCampaign, insertCampaignEnd, insertForms, insertListedRows, keepDefinition } from './say.sql.gen.ts';
import { selectCampaign } from '../reads/load-survey.ts';
import { endForms, tellOpened } from './tell.ts';

const beFrom = 2400;

/**
 * Sets up a campaign: a form of each agency with its datasets of the list, what is known of each, and a deadline by the calendar.
 *
 * @throws `readiness.not-a-date`, `readiness.era-mistaken`, `readiness.opens-in-past`, `readiness.unknown-choice`, `readiness.nothing-listed`.
 */
export async function createReadinessCampaign(tx: Tx, actor: Actor, asked: NewCampaign, now: Date): Promise<{ id: number }> {
  assertOpensOn(asked.opensOn, todayInBangkok(now));
  const agencyIds = await chosenAgencies(tx, asked);
  const datasetIds = await chosenDatasets(tx, asked, agencyIds, now);
  const { hash, body } = currentDefinition();
  const at = now.toISOString();
  await keepDefinition(tx, { hash, body, now: at });
  const listFrom = asked.datasets ? 'picked' : asked.plan ? `plan:${asked.plan}` : 'all';
  const { id } = await insertCampaign(tx, { title_th: asked.titleTh.trim(), title_en: asked.titleEn.trim(), note: asked.note?.trim() || null, definition_hash: hash, list_from: listFrom, opens_on: asked.opensOn, working_days: asked.workingDays, actor: actor.name, now: at });
  const forms = await insertForms(tx, { campaign_id: id, agency_ids: agencyIds, now: at });
  const formOf = new Map(forms.map((form) => [form.agency_id, form.id]));
  const known = await listKnown(tx, { dataset_ids: datasetIds });
  await insertListedRows(tx, { rows: known.map((row) => ({ form_id: formOf.get(row.agency_id), dataset_id: row.dataset_id, slug: row.slug, title_th: row.title_th, title_en: row.title_en, known: knownOf(row) })), now: at });
  await setDeadlines(tx, forms.map((form) => ({ room: 'readiness', reference: `form:${form.id}`, from: asked.opensOn, count: asked.workingDays, unit: 'working' as const, because: { th: `แบบสำรวจ “${asked.titleTh.trim()}”`, en: `The survey “${asked.titleEn.trim()}”` } })));
  if (asked.opensOn <= todayInBangkok(now)) await tellOpened(tx, forms.map((form) => form.id), now);
  await audit(tx, actor, 'readiness.campaign-created', `campaign:${id}`, { agencies: forms.length, rows: known.length, opensOn: asked.opensOn });
  return { id };
}

/** Ends a campaign: what was answered stays, nothing more is taken. @throws `readiness.campaign-not-found`, `readiness.already-ended`. */
export async function endReadinessCampaign(tx: Tx, actor: Actor, id: number, reason: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await selectCampaign(tx, id, at);
  if (!await insertCampaignEnd(tx, { campaign_id: id, reason: reason.trim(), actor: actor.name, now: at })) throw readinessProblem('already-ended', { id });
  await endForms(tx, id, now);
  await audit(tx, actor, 'readiness.campaign-ended', `campaign:${id}`, { reason: reason.trim() });
}

function assertOpensOn(opensOn: string, today: string): void {
  const pointer = '/opensOn';
  const day = parseIsoDate(opensOn);
  if (!day) throw readinessProblem('not-a-date', { errors: [{ pointer, th: `"${opensOn}" ไม่ใช่วันที่`, en: `"${opensOn}" is not a day` }] });
  const meant = `${day.year - eraOffset}${opensOn.slice(4)}`;
  if (day.year >= beFrom) throw readinessProblem('era-mistaken', { errors: [{ pointer, th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` }] });
  if (opensOn < today) throw readinessProblem('opens-in-past', { errors: [{ pointer, th: `${opensOn} อยู่ก่อนวันนี้`, en: `${opensOn} is before today` }] });
}

async function chosenAgencies(tx: Tx, { agencies }: NewCampaign): Promise<string[]> {
  const every = (await listAgencies(tx)).map(({ id }) => id);
  const errors = (agencies ?? []).flatMap((id, at) => (every.includes(id) ? [] : [{ pointer: `/agencies/${at}`, th: `ไม่มีหน่วยงาน “${id}”`, en: `There is no agency “${id}”` }]));
  if (errors.length > 0) throw readinessProblem('unknown-choice', { errors });
  return agencies ? [...new Set(agencies)] : every;
}

/** The datasets to ask about: all of the catalogue, of an action plan, or those that were picked; of the chosen agencies. */
async function chosenDatasets(tx: Tx, { plan, datasets }: NewCampaign, agencyIds: readonly string[], now: Date): Promise<number[]> {
  const facts = await readItemFacts(tx, now.toISOString());
  const slugs = new Set(facts.map(({ slug }) => slug));
  const errors = (datasets ?? []).flatMap((slug, at) => (slugs.has(slug) ? [] : [{ pointer: `/datasets/${at}`, th: `ไม่มีชุดข้อมูล “${slug}”`, en: `There is no dataset “${slug}”` }]));
  if (errors.length > 0) throw readinessProblem('unknown-choice', { errors });
  const inPlan = plan === undefined ? null : new Set(await listPlanDatasets(tx, plan, now));
  const picked = datasets && new Set(datasets);
  const ids = facts.filter((fact) => agencyIds.includes(fact.agencyId) && (!picked || picked.has(fact.slug)) && (!inPlan || inPlan.has(fact.datasetId))).map(({ datasetId }) => datasetId);
  if (agencyIds.length === 0 || (ids.length === 0 && (picked || inPlan))) throw readinessProblem('nothing-listed');
  return ids;
}
