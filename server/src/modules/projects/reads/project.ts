import type { Tx } from '#kernel/db.ts';
import { momentOf, type ItemFacts } from '#modules/plans/index.ts';
import { projectProblem } from '../errors.ts';
import type { Item, ProjectPage } from '../schemas.ts';
import { readItems } from './items.ts';
import { listIndicatorsAt, listProjectHistory, listProjectsAt, listStrategiesAt, type ListIndicatorsAtRow, type ListProjectHistoryRow } from './plan.sql.gen.ts';
import { agenciesById, selectPlan, viewProject } from './plans.ts';

/** One project: its datasets with their way, indicators, and everything said of it, as of a day. @throws `projects.plan-not-found`, `projects.part-not-found`. */
export async function getProject(tx: Tx, slug: string, id: number, asOf: string | null, now: Date): Promise<ProjectPage> {
  const moment = momentOf(asOf, now);
  const plan = await selectPlan(tx, slug, moment.at);
  const [row] = await listProjectsAt(tx, { plan_ids: [plan.id], at: moment.at, project_id: id });
  if (!row) throw projectProblem('part-not-found', { id });
  const agencies = await agenciesById(tx);
  const { byProject, facts } = await readItems(tx, [plan.id], moment, agencies);
  const items = byProject.get(id) ?? [];
  const strategy = (await listStrategiesAt(tx, { plan_ids: [plan.id], at: moment.at })).find((each) => each.id === row.strategy_id);
  return {
    asOf: moment.day, recordedAt: moment.at,
    plan: { slug: plan.slug, titleTh: plan.title_th, titleEn: plan.title_en, firstYear: plan.first_year, lastYear: plan.last_year },
    strategy: strategy ? { id: strategy.id, number: strategy.number, titleTh: strategy.title_th, titleEn: strategy.title_en } : null,
    ...viewProject(row, items, agencies), changedBy: row.actor, changedAt: row.recorded_at, items: [...items],
    indicators: (await listIndicatorsAt(tx, { project_id: id, version: row.version, at: moment.at })).map((each) => viewIndicator(each, items, moment.day)),
    history: (await listProjectHistory(tx, { project_id: id, at: moment.at })).map((each) => viewHistory(each, facts)),
  };
}

/** An indicator that counts itself is true on the day that is looked at. */
function viewIndicator(row: ListIndicatorsAtRow, items: readonly Item[], day: string): ProjectPage['indicators'][number] {
  const { number, title_th: titleTh, title_en: titleEn, unit_th: unitTh, unit_en: unitEn, target } = row;
  const said = { number, titleTh, titleEn, unitTh, unitEn, target };
  if (row.measure === 'datasets-linked') return { ...said, measure: 'datasets-linked', value: items.filter(({ linkedOn }) => linkedOn !== null).length, countedOn: day, note: null, by: null };
  return { ...said, measure: 'reported', value: row.value, countedOn: row.counted_on, note: row.note, by: row.actor };
}

/** Datasets are named in history by their titles, the first few of many; one that left the catalogue is only counted. */
function viewHistory({ at, what, actor, reason, detail }: ListProjectHistoryRow, facts: readonly ItemFacts[]): ProjectPage['history'][number] {
  const ids = detail.datasetIds as number[] | undefined;
  if (!ids) return { at, what, by: actor, reason, datasets: null };
  const named = ids.flatMap((id) => facts.find(({ datasetId }) => datasetId === id) ?? []).slice(0, NAMED);
  return { at, what, by: actor, reason, datasets: { count: ids.length, named: named.map(({ slug, titleTh, titleEn }) => ({ slug, titleTh, titleEn })) } };
}
const NAMED = 5;
