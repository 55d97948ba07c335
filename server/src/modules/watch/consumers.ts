import { systemClock } from '#kernel/clock.ts';
import type { Consumer, Event } from '#kernel/outbox.ts';
import { lookAt } from './incidents/reconcile.ts';

/** Whatever may open or close an incident makes its dataset be looked at; what is not told, the sweep finds. */
export const watchConsumers: Consumer[] = [{
  name: 'watch.incidents', topics: ['linkage.run-finished', 'linkage.schedule-suspended', 'linkage.source-changed', 'linkage.source-retired', 'lake.release-published', 'lake.release-withdrawn'],
  hear: (tx, event) => lookAt(tx, datasetsOf([event]), systemClock.now()),
  hearAll: (tx, events) => lookAt(tx, datasetsOf(events), systemClock.now()),
}];

/** An event of an earlier release may name no dataset: the sweep looks at all. */
const datasetsOf = (events: readonly Event[]): number[] => [...new Set(events.map(({ payload }) => Number(payload.datasetId)).filter(Number.isSafeInteger))];
