import type { Tx } from '#kernel/db.ts';
import { momentOf } from '#modules/plans/index.ts';
import type { PlanItems, Shown } from '../schemas.ts';
import { readItems } from './items.ts';
import { listProjectsAt } from './plan.sql.gen.ts';
import { agenciesById, selectPlan } from './plans.ts';
import { shownBy } from './totals.ts';

export interface ItemsAsked { asOf?: string | undefined; show?: Shown | undefined; strategy?: number | undefined; project?: number | undefined }

/** The datasets behind a figure of a plan, as of a day. @throws `projects.plan-not-found`, `plans.not-a-date`, `plans.as-of-in-future`. */
export async function listPlanItems(tx: Tx, slug: string, { asOf, show, strategy, project }: ItemsAsked, now: Date): Promise<PlanItems> {
  const moment = momentOf(asOf ?? null, now);
  const plan = await selectPlan(tx, slug, moment.at);
  const { byProject } = await readItems(tx, [plan.id], moment, await agenciesById(tx));
  const rows = (await listProjectsAt(tx, { plan_ids: [plan.id], at: moment.at, project_id: project ?? null })).filter((row) => strategy === undefined || row.strategy_id === strategy);
  const items = rows.flatMap(({ id, title_th: titleTh, title_en: titleEn }) => (byProject.get(id) ?? []).map((item) => ({ ...item, project: { id, titleTh, titleEn } })));
  return {
    asOf: moment.day, recordedAt: moment.at, plan: { slug: plan.slug, titleTh: plan.title_th, titleEn: plan.title_en, firstYear: plan.first_year, lastYear: plan.last_year },
    items: show ? items.filter(shownBy[show]) : items,
  };
}
