import type { Consumer } from '#kernel/outbox.ts';
import { followDeadlines } from './demand.sql.gen.ts';

/** A day off that is declared or withdrawn moves the days by which requests are answered. */
export const followCalendar: Consumer = {
  name: 'portal.follow-calendar', topics: ['calendar.deadlines-moved'],
  async hear(tx, { payload }) { if (payload.rooms?.portal) await followDeadlines(tx, {}); },
};
