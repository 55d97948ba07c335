import { addDays } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { listDatasets, setDueDate } from '#modules/plans/index.ts';
import { addProject, addProjectItems, addStrategy, createActionPlan, listActionPlans } from '#modules/projects/index.ts';
import type { SamplePlan } from '../../../sample/action-plan.ts';

const secretariat: Actor = { name: 'sample-secretariat', role: 'secretariat' };

/** Sets up the sample's action plan in one transaction; does nothing when there is a plan. */
export async function fillPlan(db: Database, sample: SamplePlan): Promise<void> {
  const now = systemClock.now();
  await db.tx(async (tx) => {
    if ((await listActionPlans(tx, null, now)).items.length > 0) return;
    const { strategies, ...plan } = sample;
    await createActionPlan(tx, secretariat, plan, now);
    for (const { projects, ...strategy } of strategies) {
      const { id: strategyId } = await addStrategy(tx, secretariat, plan.slug, strategy, now);
      for (const { datasets, budgets, ...project } of projects) {
        const target = { titleTh: 'ชุดข้อมูลที่เชื่อมโยงแล้ว', titleEn: 'Datasets linked', unitTh: 'ชุด', unitEn: 'datasets', target: datasets.length, measure: 'datasets-linked' as const };
        const { id } = await addProject(tx, secretariat, plan.slug, { ...project, strategyId, budgets: [...budgets], indicators: [target] }, now);
        if (datasets.length > 0) await addProjectItems(tx, secretariat, plan.slug, id, { datasets: [...datasets] }, now);
      }
      await moveDueDates(tx, projects.flatMap(({ datasets }) => datasets.slice(-1)), now);
    }
  });
}

/** Some due dates that have not come were set anew, as in every plan. */
async function moveDueDates(tx: Tx, slugs: readonly string[], now: Date): Promise<void> {
  for (const slug of slugs) {
    const [card] = (await listDatasets(tx, { slug }, now)).items;
    if (card?.state !== 'planned' || card.dueOn === null) continue;
    const { id } = await selectDataset(tx, slug);
    await setDueDate(tx, secretariat, { datasetId: id, dueOn: addDays(card.dueOn, 45), reason: 'หน่วยงานขอเลื่อนเพราะรอปรับระบบต้นทาง' }, now);
  }
}
