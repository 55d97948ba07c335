import type { Messages } from '../th/index.ts';

/** The official calendar. */
export const calendar: Messages['calendar'] = {
  title: 'Official calendar', lead: (v) => `**${v.working}** working days · ${v.off} days off on weekdays${v.provisional > 0 ? ` · ${v.provisional} to be confirmed` : ''}`,
  loading: 'Reading the calendar', none: 'No days off in this year yet', noneWhy: 'Declare one with the button above.', caption: 'Official days off',
  year: 'Year', before: 'Previous year', after: 'Next year', by: 'Count by', calendarYear: 'Calendar year', fiscalYear: 'Fiscal year', named: (v) => `${v.ce} (B.E. ${v.year})`, namedFiscal: (v) => `Fiscal year ${v.ce} (B.E. ${v.year})`,
  day: 'Day', name: 'Name', kind: 'Kind', source: 'Written in', state: 'State', actions: 'Actions', weekend: 'falls on a weekend',
  kinds: { fixed: 'Every year', lunar: 'By the moon', substitution: 'In lieu', declared: 'This year only' },
  states: { confirmed: 'Confirmed', provisional: 'Provisional', withdrawn: 'Withdrawn' },
  declare: 'Declare a day off', declareWhy: 'Schedules that count working days move at once.', nameTh: 'Name in Thai', nameEn: 'Name in English', sourceHint: 'Announcement or cabinet resolution: number and date', declared: 'Day off declared', needed: 'This must be filled in',
  confirm: 'Confirm', confirmTitle: (v) => `Confirm ${v.name}`, confirmed: 'Confirmed', withdraw: 'Withdraw', withdrawTitle: (v) => `Withdraw ${v.name}`, withdrawWhy: 'The day will count as a working day. The entry stays, with the reason.', withdrawn: 'Day off withdrawn',
  because: (v) => `${v.by}: “${v.reason}”`, provisionalWhy: 'Provisional days count as days off until the secretariat has held them against the announcement and confirmed or withdrawn them.',
};
