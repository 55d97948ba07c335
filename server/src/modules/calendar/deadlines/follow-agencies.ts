import type { Consumer } from '#kernel/outbox.ts';
import { moveAgencyDeadlines } from './deadline.sql.gen.ts';

/** Open deadlines of an agency that became part of another are its successor's: whoever is there now is told when they move. */
export const followAgencies: Consumer = {
  name: 'calendar.follow-agencies', topics: ['organisations.agency-merged'],
  hear: (tx, { payload }) => moveAgencyDeadlines(tx, { from_id: String(payload.from), into_id: String(payload.into) }),
};
