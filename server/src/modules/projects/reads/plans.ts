import type { Tx } from '#kernel/db.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { momentOf, readItemFacts } from '#modules/plans/index.ts';
import { projectProblem } from '../errors.ts';
import type { Item, PlanList, PlanPage, Project } from '../schemas.ts';
import { readItems } from './items.ts';
import { listItemsAt, listPlansAt, listProjectsAt, listStrategiesAt, type ListPlansAtRow, type ListProjectsAtRow } from './plan.sql.gen.ts';
import { sumBaht, totalsOf } from './totals.ts';

interface Budget { fiscalYear: number; baht: string }

/** Every action plan with what it came to as of a day. @param asOf ISO day or null for now. @throws `plans.not-a-date`, `plans.as-of-in-future`. */
export async function listActionPlans(tx: Tx, asOf: string | null, now: Date): Promise<PlanList> {
  const moment = momentOf(asOf, now);
  const plans = await listPlansAt(tx, { at: moment.at, slug: null });
  const ids = plans.map(({ id }) => id);
  const { byProject } = await readItems(tx, ids, moment, await agenciesById(tx));
  const projects = await listProjectsAt(tx, { plan_ids: ids, at: moment.at, project_id: null });
  return {
    asOf: moment.day, recordedAt: moment.at,
    items: plans.map((plan) => {
      const own = projects.filter((project) => project.plan_id === plan.id);
      return { ...viewPlan(plan), projects: own.length, totals: totalsOf(own.flatMap(({ id }) => byProject.get(id) ?? []), own.flatMap(amountsOf)) };
    }),
  };
}

/** One plan: strategies, their projects, and what each came to as of a day. @throws `projects.plan-not-found`. */
export async function getActionPlan(tx: Tx, slug: string, asOf: string | null, now: Date): Promise<PlanPage> {
  const moment = momentOf(asOf, now);
  const plan = await selectPlan(tx, slug, moment.at);
  const agencies = await agenciesById(tx);
  const { facts, byProject, planned } = await readItems(tx, [plan.id], moment, agencies);
  const rows = await listProjectsAt(tx, { plan_ids: [plan.id], at: moment.at, project_id: null });
  const strategies = await listStrategiesAt(tx, { plan_ids: [plan.id], at: moment.at });
  const itemsOf = (projects: readonly ListProjectsAtRow[]) => projects.flatMap(({ id }) => byProject.get(id) ?? []);
  return {
    asOf: moment.day, recordedAt: moment.at, ...viewPlan(plan), changedBy: plan.actor, changedAt: plan.recorded_at,
    totals: totalsOf(itemsOf(rows), rows.flatMap(amountsOf)),
    strategies: strategies.map(({ id, version, number, title_th: titleTh, title_en: titleEn }) => {
      const own = rows.filter((row) => row.strategy_id === id);
      return {
        id, version, number, titleTh, titleEn, totals: totalsOf(itemsOf(own), own.flatMap(amountsOf)),
        projects: own.map((row) => viewProject(row, byProject.get(row.id) ?? [], agencies)),
      };
    }),
    budgetByYear: budgetByYear(rows),
    unplanned: facts.length - (planned.get(plan.id)?.size ?? 0),
  };
}

/** Datasets that stand in no project of the plan now, to choose from. @throws `projects.plan-not-found`. */
export async function listUnplannedDatasets(tx: Tx, slug: string, agencyId: string | null, now: Date): Promise<{ items: { slug: string; titleTh: string; titleEn: string; agencyId: string }[]; more: boolean }> {
  const at = now.toISOString();
  const plan = await selectPlan(tx, slug, at);
  const taken = new Set((await listItemsAt(tx, { plan_ids: [plan.id], at })).flatMap((row) => (row.present ? [row.dataset_id] : [])));
  const free = (await readItemFacts(tx, at)).filter((fact) => !taken.has(fact.datasetId) && (agencyId === null || fact.agencyId === agencyId));
  return { items: free.slice(0, MOST_CHOICES).map(({ slug: dataset, titleTh, titleEn, agencyId: agency }) => ({ slug: dataset, titleTh, titleEn, agencyId: agency })), more: free.length > MOST_CHOICES };
}
const MOST_CHOICES = 1000;

/** @throws `projects.plan-not-found`, `projects.plan-not-yet` on a day before it was set up. */
export async function selectPlan(tx: Tx, slug: string, at: string): Promise<ListPlansAtRow> {
  const [plan] = await listPlansAt(tx, { at, slug });
  if (!plan) throw projectProblem((await listPlansAt(tx, { at: 'infinity', slug })).length > 0 ? 'plan-not-yet' : 'plan-not-found', { slug });
  return plan;
}

export const agenciesById = async (tx: Tx): Promise<Map<string, Agency>> => new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));

const amountsOf = (row: ListProjectsAtRow): string[] => (row.budgets as Budget[]).map(({ baht }) => baht);

const viewPlan = ({ slug, version, title_th: titleTh, title_en: titleEn, first_year: firstYear, last_year: lastYear }: ListPlansAtRow) => ({ slug, version, titleTh, titleEn, firstYear, lastYear });

/** A project as a list shows it. */
export function viewProject(row: ListProjectsAtRow, items: readonly Item[], agencies: ReadonlyMap<string, Agency>): Project {
  return {
    id: row.id, version: row.version, strategyId: row.strategy_id, code: row.code, titleTh: row.title_th, titleEn: row.title_en, agency: agencies.get(row.agency_id) as Agency,
    startsOn: row.starts_on, endsOn: row.ends_on, firstEndsOn: row.first_ends_on, budgets: row.budgets, totals: totalsOf(items, amountsOf(row)),
  };
}

function budgetByYear(rows: readonly ListProjectsAtRow[]): Budget[] {
  const years = Map.groupBy(rows.flatMap((row) => row.budgets as Budget[]), ({ fiscalYear }) => fiscalYear);
  return [...years].sort(([a], [b]) => a - b).map(([fiscalYear, budgets]) => ({ fiscalYear, baht: sumBaht(budgets.map(({ baht }) => baht)) }));
}

/** Ids of the datasets that stand in projects of a plan now. @throws `projects.plan-not-found`. */
export async function listPlanDatasets(tx: Tx, slug: string, now: Date): Promise<number[]> {
  const at = now.toISOString();
  const plan = await selectPlan(tx, slug, at);
  return (await listItemsAt(tx, { plan_ids: [plan.id], at })).flatMap((row) => (row.present ? [row.dataset_id] : []));
}
