import type { Messages } from '../th/index.ts';

/** Deadlines that the calendar moved. */
export const calendarMoves: Messages['calendarMoves'] = {
  title: 'Deadlines that moved', lead: 'Which deadlines a declared or withdrawn day off moved, from which day to which', caption: 'Changes of the calendar that moved deadlines', loading: 'Reading the list', none: 'No deadline has moved yet', noneWhy: 'When a day off within the time of a deadline is declared or withdrawn, it appears here.',
  day: 'Day', dayOff: 'Day off', by: 'By', at: 'When', moved: 'Moved', closes: 'Declared off', opens: 'Withdrawn', rooms: 'In', open: (v) => `${v.count} ${v.count === 1 ? 'deadline' : 'deadlines'}`,
  room: { portal: 'Requests of the public', plans: 'Due dates of the plan', requests: 'Linkage requests', readiness: 'Surveys', meetings: 'Tasks of resolutions', access: 'Reviews of rights', watch: 'Incidents' },
  one: {
    title: (v) => `Deadlines moved by ${v.name}`, closes: (v) => `${v.day} is a day off: **${v.count}** deadlines moved; declared by ${v.by}`, opens: (v) => `${v.day} is no day off any more: **${v.count}** deadlines moved; withdrawn by ${v.by} “${v.reason}”`, source: 'Written in',
    caption: 'Deadlines that moved', what: 'Matter', agency: 'Agency', wasOn: 'Was', movedTo: 'Now', firstDueOn: 'First day', because: 'By', ended: 'Ended', all: 'All', filter: 'Kind', said: (v) => `${v.count} on this page`, none: 'None of the agencies you look after', noneWhy: 'This change moved deadlines of other agencies.',
  },
  story: { title: 'Deadline', due: 'Due', first: 'First day', because: 'By', moves: 'Moved by', closes: (v) => `${v.name} (${v.day})`, opens: (v) => `withdrawal of ${v.name} (${v.day})`, given: 'given other time' },
};
