import type { Messages } from '../th/index.ts';

/** Schedules of sources, and what a day brings. */
export const schedule: Messages['schedule'] = {
  title: 'Schedule', lead: (v) => `${v.late > 0 ? `**${v.late}** late or stopped` : 'Nothing late'} · ${v.planned} still to come`, loading: 'Reading the schedule', none: 'Nothing on this day', noneWhy: 'Set a schedule at a source, on the page of its dataset.', caption: 'What is scheduled',
  dayLabel: 'Day', offDay: 'Offices closed', pausedAll: 'All work is paused. What falls due is queued; nothing is lost.', pausedAllBy: (v) => `${v.by}: “${v.reason}”`, toCalendar: 'Official calendar', onlyFirst: (v) => `The first ${v.count} are shown`,
  dataset: 'Dataset', when: 'When', state: 'State', priority: 'Priority', run: 'Run', why: 'Note', openRun: (v) => `Run ${v.id}`,
  states: { suspended: 'Stopped by the house', breached: 'Promise broken', late: 'Late', due: 'Due', running: 'Under way', planned: 'To come', paused: 'Paused', fresh: 'On time' },
  reasons: { overlap: 'Left out: the run before was not over', 'no-contract': 'Left out: no contract yet', paused: 'Left out: paused', downtime: 'The house was down; the next run caught up' }, caughtUp: (v) => `caught up for ${v.count} missed`,
  panel: {
    title: 'Fetched by itself', none: 'No schedule: fetched only when somebody asks', set: 'Set a schedule', change: 'Change schedule', remove: 'Remove schedule', removeWhy: 'From now on it is fetched only when somebody asks.', removed: 'Schedule removed', pause: 'Pause', pauseTitle: 'Pause the schedule', pauseWhy: 'Times that pass meanwhile are not caught up.', pausedDone: 'Schedule paused', resume: 'Go on', resumed: 'The schedule goes on', saved: 'Schedule kept', save: 'Keep',
    next: 'Next', upcoming: 'Next five times', paused: (v) => `Paused by ${v.by}: “${v.reason}”`, suspended: 'Stopped by the house: the source refused its sign-in twice', suspendedWhy: 'So that the agency’s account is not locked. Mend the settings of the source and test it; then the schedule goes on.',
    window: (v) => `starts only ${v.from}–${v.to}`, waits: 'Starts after a new release of', deliveries: 'The last 30 times', deliveriesSaid: (v) => `${v.fresh} on time, ${v.late} late, ${v.breached} broken, ${v.due} awaited`,
  },
  form: {
    every: 'When to fetch', kinds: { 'working-day': 'Every working day', day: 'Every day', week: 'Every week', month: 'Every month', hour: 'Every hour', cron: 'A cron line', none: 'Only after releases of other datasets' },
    at: 'Time', atHint: 'Bangkok time, e.g. 06:00', minute: 'At minute', weekday: 'Weekday', day: 'Day of the month', dayHint: '1 to 31; the last day in shorter months', cron: 'Cron line', cronHint: 'Five fields: minute, hour, day, month, weekday', off: 'When offices are closed', offs: { run: 'Fetch all the same', skip: 'Leave out', next: 'Move to the next working day', before: 'Move to the last working day before' },
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], more: 'More', from: 'Start from', to: 'until', windowHint: 'Leave both empty to start at any time; may span midnight', jitter: 'Spread starts over (minutes)', after: 'Start after a new release of', afterHint: 'Slugs of datasets, with spaces between', overlap: 'While the run before is not over', overlaps: { skip: 'Leave this time out', queue: 'Wait, one at most' }, priority: 'Priority 1 to 9', priorityHint: '1 starts first', grace: 'On time when done within (minutes)', needed: 'Fill this in', preview: 'Will fetch',
  },
};
