import { daysBetween } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { readItemFacts, type ItemFacts, type Moment } from '#modules/plans/index.ts';
import type { Decision, Task } from '../schemas.ts';

/** Days overdue from which a dataset is put before the committee. */
const LONG_DAYS = 30;

/** What the committee has to decide as of a moment: datasets without a plan, moved or long overdue, and tasks said to be done. */
export async function readDecisions(tx: Tx, moment: Moment, tasks: readonly Task[]): Promise<Decision[]> {
  const agencies = new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
  const datasets = (await readItemFacts(tx, moment.at)).flatMap((fact) => decisionOf(fact, agencies.get(fact.agencyId) as Agency, moment.day));
  const said = tasks.filter(({ state }) => state === 'said-done').map((task): Decision => ({ kind: 'said-done', subjectTh: task.title, subjectEn: task.title, agency: task.agency, days: null, link: `/tasks?task=${task.id}` }));
  return [...datasets, ...said].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (b.days ?? 0) - (a.days ?? 0));
}

const order: readonly Decision['kind'][] = ['long-overdue', 'moved', 'no-plan', 'said-done'];

function decisionOf({ slug, titleTh, titleEn, linked, dueOn, baselineDueOn }: ItemFacts, agency: Agency, day: string): Decision[] {
  if (linked) return [];
  const one = { subjectTh: titleTh, subjectEn: titleEn, agency, link: `/datasets/${slug}` };
  if (dueOn === null) return [{ ...one, kind: 'no-plan', days: null }];
  const late = daysBetween(dueOn, day);
  if (late > LONG_DAYS) return [{ ...one, kind: 'long-overdue', days: late }];
  const slip = baselineDueOn === null ? 0 : daysBetween(baselineDueOn, dueOn);
  return slip > 0 ? [{ ...one, kind: 'moved', days: slip }] : [];
}
