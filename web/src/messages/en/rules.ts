import type { Messages } from '../th/index.ts';

/** Rules and limits of a dataset. */
export const rules: Messages['rules'] = {
  title: 'Rules and limits', of: (v) => `Rules and limits: ${v.dataset}`, lead: 'What every release must be. Try it on the current release before you save; what is saved is a new contract version, for the next run', loading: 'Reading the contract', open: 'Edit rules and limits', none: 'There is no contract yet', noneWhy: 'Link the data first, then set rules',
  list: 'Rules', listNote: 'Rules over a row can put it aside; rules over all rows hold the run or warn', caption: 'Rules of the contract', empty: 'No rules yet', emptyWhy: 'Add a first one, such as a range of values or few empty cells', add: 'Add a rule', change: 'Change', remove: 'Remove', deeds: 'Actions', isNew: 'New', isChanged: 'Changed', where: 'Looks at', wholeTable: 'All rows', severity: 'If it fails',
  severities: { reject: 'Put the row aside', hold: 'Hold the run for a decision', warn: 'Warn and publish' },
  dialog: {
    add: 'Add a rule', change: 'Change a rule', keep: 'Use this rule', rule: 'Rule', openRules: 'Open the list of rules', row: 'Over each row', table: 'Over all rows', free: 'A condition of your own', freeHint: 'True for a good row, e.g. planted_rai <= area_rai', says: 'This rule says', titleTh: 'Thai name', titleEn: 'English name', nameNeeded: 'Name it in both languages', conditionNeeded: 'Write a condition', noColumn: 'No column has a type this rule is for', nth: (v) => `Column ${v.place}`, unset: 'None',
    parameters: { column: 'Column', columns: 'Columns', min: 'At least', max: 'At most', values: 'Values allowed', pattern: 'Pattern (RE2)', share: 'At most, per cent', days: 'At most, days' },
    hints: { values: 'One a line', min: 'Empty: no limit. Dates in C.E., such as 2025-02-15', max: 'Empty: no limit', pattern: 'The whole value must match, e.g. P[0-9]{8}' },
  },
  trial: {
    button: 'Try on the current release', doing: 'Trying', good: (v) => `All ${v.rows} rows of release ${v.release} pass`, bad: (v) => `Release ${v.release}: ${v.failing} of ${v.rows} rows fail`, tableGood: (v) => `Release ${v.release} passes`, tableBad: (v) => `Release ${v.release} fails`, notYet: 'It cannot be asked yet: there is no release before', found: (v) => `${v.what}: ${v.value}`, examples: 'The first rows that fail', masked: 'Of columns with personal data only that there is a value is shown', emptyCell: 'empty',
  },
  usual: {
    title: 'When a release is unlike the ones before', note: 'Held against the dataset’s own history; no figure to set', volume: 'Number of rows', nulls: 'Empty cells of a column', freshness: 'Age of the newest date in the data', handling: { hold: 'Hold the run', warn: 'Warn', off: 'Not looked at' },
    said: (v) => `Last ${v.count} releases: ${v.low}–${v.high}, middle ${v.usual}`, saidOn: (v) => `Last ${v.count} releases on a ${v.day}: ${v.low}–${v.high}, middle ${v.usual}`, days: (v) => `${v.days} days`, ofColumn: (v) => `${v.column} ${v.low}–${v.high}`, tooFew: (v) => `${v.releases} ${v.releases === 1 ? 'release' : 'releases'} so far; ${v.least} are needed to know what is usual`, noDate: 'The data has no date to look at', loading: 'Reading the history',
  },
  lastRun: (v) => `Last run: ${v.value}`,
  save: {
    title: 'Save', nothing: 'Nothing was changed yet', checking: 'Checking the contract', button: (v) => `Agree contract version ${v.version}`, done: (v) => `Contract version ${v.version} is agreed`, same: 'The contract is the same, so there is no new version', undo: 'Drop the edits', note: 'Reason', noteHint: 'Users of the data see it in the list of versions', yaml: 'The new version as YAML', kept: 'Remarks and other parts of the contract stay letter by letter',
  },
};
