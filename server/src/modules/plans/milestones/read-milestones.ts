import { dayInBangkok } from '@saphan/contracts/dates';
import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { agenciesOn } from '../reads/agencies-on.ts';
import { ownersAt } from '../reads/cells.ts';
import { momentOf, type Moment } from '../reads/moment.ts';
import type { DatasetState } from '../schemas.ts';
import { LeadTimes, STEADY_DAYS, type Reached } from './lead-times.ts';
import { insertSurveyFacts, listMilestoneFacts, type ListMilestoneFactsRow } from './milestones.sql.gen.ts';
import type { BoardMilestones, DatasetMilestones, DatasetWay, MilestoneId } from './schemas.ts';
import { wayOf } from './way.ts';

/** Charts and lists show so many; who needs help first comes first. */
const MOST = 200;

/**
 * The way of one dataset as of the end of a day in Bangkok, as recorded by then.
 *
 * @throws `catalog.dataset-not-found`, `plans.not-a-date`, `plans.as-of-in-future`.
 */
export async function getDatasetMilestones(tx: Tx, slug: string, asOf: string | null, now: Date): Promise<Static<typeof DatasetMilestones>> {
  const moment = momentOf(asOf, now);
  const dataset = await selectDataset(tx, slug);
  const ways = await readWays(tx, moment, dataset.id);
  const found = ways[0] ?? unknownWay(dataset, (await listAgencies(tx)).find(({ id }) => id === dataset.agencyId) as Agency);
  return { asOf: moment.day, recordedAt: moment.at, ...found };
}

/** Datasets that are later than their first due date, furthest first, and who they are, as of a day. @param agency of one agency alone. */
export async function listBoardMilestones(tx: Tx, { asOf, agency, limit = MOST }: { asOf?: string | undefined; agency?: string | undefined; limit?: number | undefined }, now: Date): Promise<BoardMilestones> {
  const moment = momentOf(asOf ?? null, now);
  const ways = (await readWays(tx, moment, null)).filter((way) => way.baselineOn !== null && (agency === undefined || way.agency.id === agency));
  const slipped = ways.filter(isLate).toSorted((a, b) => (b.slipDays as number) - (a.slipDays as number) || a.slug.localeCompare(b.slug));
  const agencies = [...Map.groupBy(ways, (way) => way.agency.id).values()].map((own) => agencyLine(own[0] as DatasetWay, own, own.filter(isLate)));
  return {
    asOf: moment.day, recordedAt: moment.at, datasets: ways.length, slipped: slipped.length, worstDays: slipped[0]?.slipDays ?? 0,
    agencies: agencies.toSorted((a, b) => b.slipped - a.slipped || b.worstDays - a.worstDays || a.agency.id.localeCompare(b.agency.id)), items: slipped.slice(0, limit),
  };
}

/** An agency answered a survey about these datasets: told by the room that asks. */
export const recordSurveyed = (tx: Tx, datasetIds: readonly number[], now: Date): Promise<void> => insertSurveyFacts(tx, { dataset_ids: [...datasetIds], now: now.toISOString() });

const isLate = ({ slipDays }: DatasetWay): boolean => (slipDays ?? 0) > 0;

function agencyLine({ agency }: DatasetWay, own: readonly DatasetWay[], late: readonly DatasetWay[]): BoardMilestones['agencies'][number] {
  const waiting = [...Map.groupBy(late.flatMap(({ next, milestones }) => (next !== null && milestones.some(({ id, reachedOn }) => id === 'accepted' && reachedOn === null) ? [next] : [])), (id) => id)];
  const [stuck] = waiting.toSorted(([, a], [, b]) => b.length - a.length);
  return { agency, datasets: own.length, slipped: late.length, worstDays: Math.max(0, ...late.map(({ slipDays }) => slipDays as number)), stuck: stuck ? { id: stuck[0], count: stuck[1].length } : null };
}

async function readWays(tx: Tx, moment: Moment, only: number | null): Promise<DatasetWay[]> {
  const { at, day } = moment;
  const agencies = await agenciesOn(tx, moment);
  const owners = moment.over ? await ownersAt(tx, moment) : null;
  const rows = (await listMilestoneFacts(tx, { at, steady_days: STEADY_DAYS })).map((row) => ({ row, agencyId: owners?.get(row.id) ?? row.agency_id, reached: reachedOf(row) }));
  const times = new LeadTimes(rows);
  return rows.flatMap(({ row, agencyId, reached }) => {
    const agency = agencies.get(agencyId);
    if (!agency || (only === null ? !row.listed : row.id !== only)) return [];
    const { slug, title_th: titleTh, title_en: titleEn, first_due_on: baselineOn, due_on: dueOn } = row;
    const changes = (row.changes ?? []) as DatasetWay['changes'];
    return [{ slug, titleTh, titleEn, agency, state: row.state as DatasetState, baselineOn, dueOn, ...wayOf({ agencyId, firstDueOn: baselineOn, dueOn, reached }, times, day), changes: changes.slice(1) }];
  });
}

function reachedOf(row: ListMilestoneFactsRow): Reached {
  const days: Record<MilestoneId, string | null> = { requested: row.requested_at, surveyed: row.surveyed_at, connected: row.connected_at, agreed: row.agreed_at, run: row.run_at, accepted: row.accepted_at, steady: row.steady_at };
  for (const id of Object.keys(days) as MilestoneId[]) days[id] = days[id] && dayInBangkok(days[id]);
  return days;
}

/** A dataset that was not in the catalogue yet on that day. */
const unknownWay = ({ slug, titleTh, titleEn }: { slug: string; titleTh: string; titleEn: string }, agency: Agency): DatasetWay =>
  ({ slug, titleTh, titleEn, agency, state: 'planned', baselineOn: null, dueOn: null, currentOn: null, slipDays: null, next: null, milestones: [], changes: [] });
