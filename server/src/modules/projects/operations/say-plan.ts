import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { projectProblem } from '../errors.ts';
import { listProjectsAt, listStrategiesAt, type ListPlansAtRow } from '../reads/plan.sql.gen.ts';
import { selectPlan } from '../reads/plans.ts';
import type { ChangedPlan, ChangedStrategy, NewPlan, NewStrategy } from '../schemas.ts';
import { assertYears } from './check.ts';
import { findLastWord, insertPlan, insertPlanVersion, insertStrategy, insertStrategyVersion, lockPlan } from './say.sql.gen.ts';

/** Sets up an action plan. @throws `projects.slug-taken`, `projects.era-mistaken`. */
export async function createActionPlan(tx: Tx, actor: Actor, asked: Static<typeof NewPlan>, now: Date): Promise<void> {
  assertYears(asked);
  const made = await insertPlan(tx, { slug: asked.slug });
  if (!made) throw projectProblem('slug-taken', { slug: asked.slug });
  await sayPlan(tx, actor, made.id, { ...asked, version: 0, reason: null }, now);
  await audit(tx, actor, 'projects.plan-created', `plan:${asked.slug}`, { firstYear: asked.firstYear, lastYear: asked.lastYear });
}

/** Says the plan anew, on top of the version that was seen. @throws `projects.changed-meanwhile`, `projects.outside-plan` while a project lies outside the new years. */
export async function changeActionPlan(tx: Tx, actor: Actor, slug: string, asked: Static<typeof ChangedPlan>, now: Date): Promise<void> {
  assertYears(asked);
  const plan = await openPlan(tx, slug, now);
  const outside = (await listProjectsAt(tx, { plan_ids: [plan.id], at: now.toISOString(), project_id: null })).find((row) => row.starts_on < startOf(asked.firstYear) || row.ends_on >= startOf(asked.lastYear + 1));
  if (outside) throw projectProblem('outside-plan', { errors: [{ pointer: '/lastYear', th: `โครงการ “${outside.title_th}” อยู่นอกช่วงใหม่`, en: `The project “${outside.title_en}” would lie outside` }] });
  await sayPlan(tx, actor, plan.id, asked, now);
  await audit(tx, actor, 'projects.plan-changed', `plan:${slug}`, { reason: asked.reason });
}

/** The first day of a fiscal year of the Buddhist era. */
const startOf = (year: number): string => `${year - 544}-10-01`;

async function sayPlan(tx: Tx, actor: Actor, id: number, asked: Omit<Static<typeof ChangedPlan>, 'reason'> & { reason: string | null }, now: Date): Promise<void> {
  const said = await insertPlanVersion(tx, {
    plan_id: id, seen: asked.version, title_th: asked.titleTh.trim(), title_en: asked.titleEn.trim(), first_year: asked.firstYear, last_year: asked.lastYear,
    reason: asked.reason, actor: actor.name, now: now.toISOString(),
  });
  if (!said) throw await changedMeanwhile(tx, 'plan', id);
}

/** Adds a strategy to a plan. */
export async function addStrategy(tx: Tx, actor: Actor, slug: string, asked: Static<typeof NewStrategy>, now: Date): Promise<{ id: number; version: number }> {
  const plan = await openPlan(tx, slug, now);
  const { id } = await insertStrategy(tx, { plan_id: plan.id });
  return sayStrategy(tx, actor, slug, id, { ...asked, version: 0, withdrawn: false, reason: null }, now);
}

/** Says a strategy anew, or withdraws it once it holds no project. @throws `projects.part-not-found`, `projects.changed-meanwhile`, `projects.still-holds`. */
export async function changeStrategy(tx: Tx, actor: Actor, slug: string, id: number, asked: Static<typeof ChangedStrategy>, now: Date): Promise<{ id: number; version: number }> {
  const plan = await openPlan(tx, slug, now);
  await assertStrategy(tx, plan.id, id, now);
  if (asked.withdrawn && (await listProjectsAt(tx, { plan_ids: [plan.id], at: now.toISOString(), project_id: null })).some((row) => row.strategy_id === id)) throw projectProblem('still-holds');
  return sayStrategy(tx, actor, slug, id, { withdrawn: false, ...asked }, now);
}

async function sayStrategy(tx: Tx, actor: Actor, slug: string, id: number, asked: Static<typeof NewStrategy> & { version: number; withdrawn: boolean; reason: string | null }, now: Date): Promise<{ id: number; version: number }> {
  const said = await insertStrategyVersion(tx, {
    strategy_id: id, seen: asked.version, number: asked.number, title_th: asked.titleTh.trim(), title_en: asked.titleEn.trim(), withdrawn: asked.withdrawn,
    reason: asked.reason, actor: actor.name, now: now.toISOString(),
  });
  if (!said) throw await changedMeanwhile(tx, 'strategy', id);
  await audit(tx, actor, `projects.strategy-${asked.version === 0 ? 'added' : asked.withdrawn ? 'withdrawn' : 'changed'}`, `strategy:${id}`, { plan: slug, reason: asked.reason });
  return { id, version: said.version };
}

/** The plan, locked for this change: changes of one plan come one after another. @throws `projects.plan-not-found`. */
export async function openPlan(tx: Tx, slug: string, now: Date): Promise<ListPlansAtRow> {
  if (!await lockPlan(tx, { slug })) throw projectProblem('plan-not-found', { slug });
  return selectPlan(tx, slug, now.toISOString());
}

/** @throws `projects.part-not-found`. */
export async function assertStrategy(tx: Tx, planId: number, id: number, now: Date): Promise<void> {
  if (!(await listStrategiesAt(tx, { plan_ids: [planId], at: now.toISOString() })).some((each) => each.id === id)) throw projectProblem('part-not-found', { id });
}

/** Tells whoever comes too late who was before, and which version is the newest. */
export async function changedMeanwhile(tx: Tx, kind: 'plan' | 'strategy' | 'project', id: number): Promise<Error> {
  const last = await findLastWord(tx, { kind, id });
  return projectProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
}
