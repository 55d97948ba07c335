import type { Database } from '#kernel/db.ts';
import { defineModule, type Module } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { countExchangesJob, tellExpiredJob } from './hearing/count-exchanges.ts';
import { hearHouse } from './hearing/hear.ts';
import type { EventsPorts } from './ports.ts';
import { eventsRoutes } from './routes.ts';
import { deliverEventsJob, forgetEventsJob } from './subscriptions/deliver.ts';

export { eventsHoldings } from './agencies/follow-agencies.ts';
export type { EventsPorts } from './ports.ts';

/** What happened, told to programs: by webhook and by a feed, as CloudEvents. */
export function events(ports: EventsPorts & { whole: Database }): Module {
  return defineModule({
    name: 'events', uses: ['organisations', 'notices', 'lake', 'catalog', 'registry', 'sharing', 'exchange'], migrations: new URL('./migrations/', import.meta.url),
    routes: eventsRoutes(ports), consumers: [hearHouse, followAgencies], jobs: [deliverEventsJob(ports), forgetEventsJob, countExchangesJob, tellExpiredJob],
  });
}
