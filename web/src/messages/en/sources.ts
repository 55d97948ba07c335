import type { sources as th } from '../th/sources.ts';

/** Sources that are fetched: set up, tried, changed, retired, and drafted from. */
export const sources: typeof th = {
  title: 'Sources', fetched: 'Last fetched', never: 'never', none: 'No source is set up', noneWhy: 'Files are sent by hand. A source that Saphan fetches by itself can be set up.', addOne: 'Set up a source', loading: 'Reading the sources of the dataset',
  uploaded: 'Sent file',
  test: 'Test', testing: 'Testing, 20 seconds at most', passed: 'The source can be used', failed: 'The source cannot be used yet', failedWhy: 'Change its settings and mend the step that failed.', stepOk: 'passed', stepBad: 'failed',
  run: 'Start a run from this source', started: 'The run has started', needContract: 'This dataset has no contract yet; draft one from the source first', more: 'Commands for this source',
  draft: 'Draft a contract from this source', drafting: 'Fetching a sample from the source, one minute at most',
  change: 'Change settings', changeTitle: (v) => `Change the source ${v.source}`, reading: 'Reading the settings', kindGone: 'This version does not know this kind of source, so its settings cannot be changed. Retire it and set up another.', changed: 'The source is changed',
  retire: 'Retire the source', retireTitle: (v) => `Retire the source ${v.source}`, retireWhy: 'Nothing more is fetched from it and no run can start from it. Waiting runs are stopped; releases and runs so far all stay.', reason: 'Reason', reasonHint: 'Others read it in the history, such as: moved to a new system', reasonNeeded: 'Write a reason first', retiredDone: 'The source is retired',
  retiredTitle: (v) => `Retired sources: ${v.count}`, retiredOn: 'Retired', retiredBy: (v) => `by ${v.by}: “${v.reason}”`,
  form: {
    add: 'Set up a source', kind: 'Kind of source', name: 'Name', nameHint: 'May be left empty; its address is shown instead.',
    kept: 'A value is kept. Leave empty to go on using it; it must be given anew when the source leads elsewhere.', dropped: 'The kept value will be removed when you save.', drop: 'Remove the kept value', undrop: 'Keep it',
    unset: 'not said', unused: 'not used', used: 'used', oneEach: 'One value a line.', remove: 'Remove', full: 'No more are taken', addEntry: (v) => `Add: ${v.what}`, entry: (v) => `${v.what} ${v.number}`, removeEntry: (v) => `Remove ${v.what} ${v.number}`,
    prepare: (v) => `What to prepare: ${v.kind}`, commands: 'Commands for the administrator of the source', readingKinds: 'Reading the kinds of source',
    save: 'Save and test', saving: 'Saving and testing, 20 seconds at most', saved: 'It is saved. Saving again changes this source and sets up no other.', another: 'Set up another source', sample: 'Fetch a sample and draft the contract',
  },
  panel: { title: 'A source that is fetched', dataset: 'Dataset', datasetHint: 'Choose an existing dataset, or leave empty to add a new one from the source.', existing: 'Sources set up', newWhy: 'A sample is fetched from the source and a contract is drafted for you to check; the source is set up when the link starts.' },
};
