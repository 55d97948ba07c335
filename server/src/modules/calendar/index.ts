import { systemClock } from '#kernel/clock.ts';
import { defineModule } from '#kernel/module.ts';
import type { Job } from '#kernel/jobs.ts';
import { followAgencies } from './deadlines/follow-agencies.ts';
import { loadDays } from './operations/load-days.ts';
import { routes } from './routes.ts';

export { loadDays } from './operations/load-days.ts';
export { endDeadlines, findDeadline, setDeadline, setDeadlines, type Deadline, type NewDeadline, type SetDeadline } from './deadlines/set-deadline.ts';
export { declareDayOff, withdrawDayOff } from './operations/days.ts';
export { readDaysOff } from './reads/days.ts';

/** Years come by themselves: the next one is there before anybody plans into it. */
const loadDaysJob: Job = {
  name: 'calendar.load-days', everySeconds: 86_400, leaseSeconds: 60,
  run: async (db) => { await db.tx((tx) => loadDays(tx, systemClock.now())); },
};

/** The official calendar: on which days government offices are closed. */
export const calendar = defineModule({ name: 'calendar', uses: [], migrations: new URL('./migrations/', import.meta.url), routes, consumers: [followAgencies], jobs: [loadDaysJob] });
