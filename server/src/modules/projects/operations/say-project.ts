import type { Static } from 'typebox';
import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { assertAgencyExists, selectDataset } from '#modules/catalog/index.ts';
import { projectProblem } from '../errors.ts';
import { listItemsAt, listProjectsAt, type ListPlansAtRow, type ListProjectsAtRow } from '../reads/plan.sql.gen.ts';
import type { ChangedProject, IndicatorReport, NewItems, NewProject } from '../schemas.ts';
import { assertDay, assertProject } from './check.ts';
import { assertStrategy, changedMeanwhile, openPlan } from './say-plan.ts';
import { insertBudgets, insertIndicatorReport, insertIndicators, insertItemEvents, insertProject, insertProjectVersion } from './say.sql.gen.ts';

type Saying = NewProject & { version: number; withdrawn: boolean; reason: string | null };
type Said = { id: number; version: number };

/** Adds a project under a strategy of the plan. @throws `projects.part-not-found`, the problems of dates and years, `catalog.agency-unknown`. */
export async function addProject(tx: Tx, actor: Actor, slug: string, asked: NewProject, now: Date): Promise<Said> {
  const plan = await openPlan(tx, slug, now);
  const { id } = await insertProject(tx, { plan_id: plan.id });
  return sayProject(tx, actor, plan, id, { ...asked, version: 0, withdrawn: false, reason: null }, now);
}

/** Says a project anew on top of the version that was seen; the first end stays readable. @throws `projects.changed-meanwhile`, `projects.still-holds`. */
export async function changeProject(tx: Tx, actor: Actor, slug: string, id: number, asked: Static<typeof ChangedProject>, now: Date): Promise<Said> {
  const plan = await openPlan(tx, slug, now);
  await selectProject(tx, plan.id, id, now);
  const holds = async () => (await listItemsAt(tx, { plan_ids: [plan.id], at: now.toISOString() })).some((row) => row.present && row.project_id === id);
  if (asked.withdrawn && await holds()) throw projectProblem('still-holds');
  return sayProject(tx, actor, plan, id, { withdrawn: false, ...asked }, now);
}

async function sayProject(tx: Tx, actor: Actor, plan: ListPlansAtRow, id: number, asked: Saying, now: Date): Promise<Said> {
  assertProject(asked, { firstYear: plan.first_year, lastYear: plan.last_year });
  await assertAgencyExists(tx, asked.agencyId);
  await assertStrategy(tx, plan.id, asked.strategyId, now);
  const said = await insertProjectVersion(tx, {
    project_id: id, seen: asked.version, strategy_id: asked.strategyId, agency_id: asked.agencyId, code: asked.code?.trim() || null, title_th: asked.titleTh.trim(), title_en: asked.titleEn.trim(),
    starts_on: asked.startsOn, ends_on: asked.endsOn, withdrawn: asked.withdrawn, reason: asked.reason, actor: actor.name, now: now.toISOString(),
  });
  if (!said) throw await changedMeanwhile(tx, 'project', id);
  await insertBudgets(tx, { project_id: id, version: said.version, years: asked.budgets.map(({ fiscalYear }) => fiscalYear), baht: asked.budgets.map(({ baht }) => baht) });
  await insertIndicators(tx, { project_id: id, version: said.version, indicators: asked.indicators.map((each, at) => ({
    number: at + 1, title_th: each.titleTh.trim(), title_en: each.titleEn.trim(), unit_th: each.unitTh, unit_en: each.unitEn, target: each.target, measure: each.measure,
  })) });
  await audit(tx, actor, `projects.project-${asked.version === 0 ? 'added' : asked.withdrawn ? 'withdrawn' : 'changed'}`, `project:${id}`, { plan: plan.slug, reason: asked.reason, endsOn: asked.endsOn });
  return { id, version: said.version };
}

/** Puts datasets into a project, out of whichever project of the plan they stood in. @returns how many came. @throws `catalog.dataset-not-found`. */
export async function addProjectItems(tx: Tx, actor: Actor, slug: string, id: number, { datasets, reason }: Static<typeof NewItems>, now: Date): Promise<number> {
  const plan = await openPlan(tx, slug, now);
  await selectProject(tx, plan.id, id, now);
  const ids: number[] = [];
  for (const dataset of new Set(datasets)) ids.push((await selectDataset(tx, dataset)).id);
  return moveItems(tx, actor, plan, id, ids, { present: true, reason: reason?.trim() ?? null }, now);
}

/** Takes a dataset out of a project, with the reason. @throws `projects.part-not-found` when it does not stand there. */
export async function removeProjectItem(tx: Tx, actor: Actor, slug: string, id: number, dataset: string, reason: string, now: Date): Promise<void> {
  const plan = await openPlan(tx, slug, now);
  await selectProject(tx, plan.id, id, now);
  const gone = await moveItems(tx, actor, plan, id, [(await selectDataset(tx, dataset)).id], { present: false, reason: reason.trim() }, now);
  if (gone === 0) throw projectProblem('part-not-found', { dataset });
}

async function moveItems(tx: Tx, actor: Actor, plan: ListPlansAtRow, id: number, datasetIds: number[], { present, reason }: { present: boolean; reason: string | null }, now: Date): Promise<number> {
  const moved = await insertItemEvents(tx, { plan_id: plan.id, project_id: id, dataset_ids: datasetIds, present, reason, actor: actor.name, now: now.toISOString() });
  if (moved.length > 0) await audit(tx, actor, `projects.items-${present ? 'added' : 'removed'}`, `project:${id}`, { plan: plan.slug, datasets: moved.map((row) => row.dataset_id), reason });
  return moved.length;
}

/** Writes down what an indicator reached. @throws `projects.indicator-counts-itself`, `projects.counted-in-future`. */
export async function reportIndicator(tx: Tx, actor: Actor, slug: string, { id, number }: { id: number; number: number }, asked: Static<typeof IndicatorReport>, now: Date): Promise<void> {
  assertDay(asked.countedOn, '/countedOn');
  if (asked.countedOn > todayInBangkok(now)) throw projectProblem('counted-in-future', { errors: [{ pointer: '/countedOn', th: `${asked.countedOn} ยังมาไม่ถึง`, en: `${asked.countedOn} has not come yet` }] });
  const plan = await openPlan(tx, slug, now);
  const { version } = await selectProject(tx, plan.id, id, now);
  const made = await insertIndicatorReport(tx, { project_id: id, number, version, value: String(asked.value), counted_on: asked.countedOn, note: asked.note.trim(), actor: actor.name, now: now.toISOString() });
  if (!made) throw projectProblem('indicator-counts-itself');
  await audit(tx, actor, 'projects.indicator-reported', `project:${id}`, { plan: slug, indicator: number, value: asked.value, countedOn: asked.countedOn });
}

async function selectProject(tx: Tx, planId: number, id: number, now: Date): Promise<ListProjectsAtRow> {
  const [row] = await listProjectsAt(tx, { plan_ids: [planId], at: now.toISOString(), project_id: id });
  if (!row) throw projectProblem('part-not-found', { id });
  return row;
}
