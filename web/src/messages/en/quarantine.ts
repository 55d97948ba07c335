import type { quarantine as th } from '../th/quarantine.ts';

export const quarantine: typeof th = {
  title: 'Quarantine', of: (v) => `Quarantined rows of run ${v.id}`, loading: 'Reading the quarantined rows, 3 seconds at most',
  lead: (v) => `**${v.lines}** lines are quarantined for **${v.total}** reasons; the other rows go on. Correct them in Excel and send them back: only these rows are taken in.`, leadNone: 'No row of this run is quarantined; every row meets the contract.',
  caption: 'Quarantined rows by line', line: 'Line', column: 'Column', wholeRow: 'whole row', raw: 'Row as received', why: 'Reason', fix: 'Remedy', state: 'State', open: 'to correct', replayed: 'corrected', cut: 'cut short; the row is longer', masked: 'This dataset holds personal data, so only the value to correct is shown; whole rows are in the workbook.', byte: (v) => `byte ${v.offset}`, seeRaw: 'See the whole row',
  code: 'Reason', anyCode: 'Every reason', anyColumn: 'Every column', range: (v) => `${v.from}–${v.to} of ${v.total}`,
  excel: 'Download Excel with reasons', backToRun: 'Back to the run',
  none: 'No quarantined rows', noneWhy: 'Every row of this run meets the contract.', noMatch: 'No row matches the filter', dropFilters: 'Drop the filter',
  send: { title: 'Send the corrected file', steps: ['Download the workbook; each row carries its reason and remedy.', 'Correct the values in the data columns; leave the first column, the line number, as it is.', 'Send the file back here: it is checked again, and only rows that pass are added.'], drop: 'Drop the corrected workbook here', hint: 'Takes .xlsx and .csv. Rows that still fail are quarantined in the new run; nothing is lost.', starting: 'Starting a run of the corrected file' },
};
