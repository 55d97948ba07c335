import { daysBetween } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { readItemFacts, type ItemFacts } from '#modules/plans/index.ts';
import type { Item } from '../schemas.ts';
import { listItemsAt } from './plan.sql.gen.ts';
import { Comparables, progressOf } from './progress.ts';

/** The datasets of plans at a moment, by project. */
export interface ItemsOfPlans {
  /** The catalogue at that moment. */
  readonly facts: readonly ItemFacts[];
  /** Datasets by project; what left the catalogue is no item any more. */
  readonly byProject: ReadonlyMap<number, readonly Item[]>;
  /** How many different datasets stand in each plan. */
  readonly planned: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Reads which datasets stand in which project at a moment, and how far each is, by facts known by then. */
export async function readItems(tx: Tx, planIds: readonly number[], { at, day }: { at: string; day: string }, agencies: ReadonlyMap<string, Agency>): Promise<ItemsOfPlans> {
  const facts = await readItemFacts(tx, at);
  const known = new Map(facts.map((fact) => [fact.datasetId, fact]));
  const comparables = new Comparables(facts);
  const byProject = new Map<number, Item[]>();
  const planned = new Map(planIds.map((id) => [id, new Set<number>()]));
  for (const row of await listItemsAt(tx, { plan_ids: [...planIds], at })) {
    const fact = row.present ? known.get(row.dataset_id) : undefined;
    const agency = fact && agencies.get(fact.agencyId);
    if (!fact || !agency) continue;
    planned.get(row.plan_id)?.add(fact.datasetId);
    byProject.set(row.project_id, [...byProject.get(row.project_id) ?? [], viewItem(fact, agency, comparables, day)]);
  }
  return { facts, byProject, planned };
}

function viewItem(fact: ItemFacts, agency: Agency, comparables: Comparables, day: string): Item {
  const forecast = comparables.forecast(fact, day);
  return {
    slug: fact.slug, titleTh: fact.titleTh, titleEn: fact.titleEn, agency, state: fact.state, progress: progressOf(fact, forecast, day),
    dueOn: fact.dueOn, baselineDueOn: fact.baselineDueOn, moves: fact.moves,
    slipDays: fact.dueOn !== null && fact.baselineDueOn !== null ? daysBetween(fact.baselineDueOn, fact.dueOn) : null,
    sourceOn: fact.sourceOn, contractOn: fact.contractOn, linkedOn: fact.linked ? fact.linkedOn : null, forecast,
  };
}
