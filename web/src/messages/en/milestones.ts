import type { milestones as th } from '../th/milestones.ts';

const sets = (count: number) => `${count}\u00a0dataset${count === 1 ? '' : 's'}`;
const days = (count: number) => `${count}\u00a0day${count === 1 ? '' : 's'}`;

/** Milestones of datasets and due dates that slipped. */
export const milestones: typeof th = {
  title: 'Milestones', note: 'Read from recorded facts; nobody types them in', loading: 'Reading the milestones', none: 'No due date yet, so no milestones',
  names: { requested: 'Due date set', surveyed: 'Survey answered', connected: 'Source named', agreed: 'Contract agreed', run: 'First run', accepted: 'First release', steady: 'Steady (fresh for 30 days)' },
  milestone: 'Milestone', baseline: 'By the first due date', current: 'Reached, or at the earliest', slip: 'Difference', expected: (v) => `at the earliest ${v.date}`,
  days: (v) => (v.days === 0 ? 'on the day' : v.days > 0 ? `${days(v.days)} later` : `${days(-v.days)} earlier`),
  slipTitle: (v) => `${sets(v.count)} later than first planned`, slipHeading: 'First due dates against now',
  slipSays: (v) => `**${v.count}** of ${sets(v.total)} with a due date are later than the first one, the latest by **${days(v.days)}**`,
  slipNote: 'Hollow circle: first due date · dot: first release, or the earliest day it can be · stroke: a due date set anew · dashes: the day looked at',
  slipNone: 'Nothing is later than first planned', slipNoneWhy: 'Every dataset with a due date is linked or still in time for its first one',
  byAgency: 'By agency', agency: 'Agency', dataset: 'Dataset', datasets: 'With a due date', slipped: 'Later', worst: 'Latest by (days)', stuck: 'Most wait for', stuckAt: (v) => `${v.name}: ${v.count}`, waits: 'Waits for', why: 'Why it moved', notMoved: 'The due date never moved',
  moved: (v) => `to ${v.date}: ${v.reason} (${v.by})`, more: (v) => `and ${v.count} more that are less late`, showAll: 'Show all', asTable: 'Show as a table',
  chart: (v) => `${v.title}: ${v.from} → ${v.to}, ${days(v.days)} later`,
  reminders: { title: 'Reminders to the agency', none: 'Never reminded', loading: 'Reading the reminders', on: 'Told on', whom: 'To', audience: { owner: 'Data stewards of the agency', head: 'Head of the agency' }, count: 'New in it (datasets)', settled: 'Ended', open: 'open' },
};
