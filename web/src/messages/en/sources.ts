import type { sources as th } from '../th/sources.ts';

/** Sources that are fetched: set up, tried, changed, retired, and drafted from. */
export const sources: typeof th = {
  title: 'Sources', fetched: 'Last fetched', never: 'never', none: 'No source is set up', noneWhy: 'Files are sent by hand. A source that Saphan fetches by itself can be set up.', addOne: 'Set up a source', loading: 'Reading the sources of the dataset',
  kinds: { http: 'Web address (HTTP)', postgres: 'PostgreSQL database', folder: 'Folder on the server', upload: 'Sent file' },
  test: 'Test', testing: 'Testing, 20 seconds at most', passed: 'The source can be used', failed: 'The source cannot be used yet', failedWhy: 'Change its settings and mend the step that failed.', stepOk: 'passed', stepBad: 'failed',
  run: 'Start a run from this source', started: 'The run has started', needContract: 'This dataset has no contract yet; draft one from the source first', more: 'Commands for this source',
  draft: 'Draft a contract from this source', drafting: 'Fetching a sample from the source, one minute at most',
  change: 'Change settings', changeTitle: (v) => `Change the source ${v.source}`, reading: 'Reading the settings', changed: 'The source is changed',
  retire: 'Retire the source', retireTitle: (v) => `Retire the source ${v.source}`, retireWhy: 'Nothing more is fetched from it and no run can start from it. Waiting runs are stopped; releases and runs so far all stay.', reason: 'Reason', reasonHint: 'Others read it in the history, such as: moved to a new system', reasonNeeded: 'Write a reason first', retiredDone: 'The source is retired',
  retiredTitle: (v) => `Retired sources: ${v.count}`, retiredOn: 'Retired', retiredBy: (v) => `by ${v.by}: “${v.reason}”`,
  form: {
    add: 'Set up a source', kind: 'Kind of source', name: 'Name', nameHint: 'May be left empty; its address is shown instead.',
    url: 'Address of the file', urlHint: 'Begins with http:// or https://. Fetched only when the file has changed.', authorization: 'Authorization value', authorizationHint: 'Leave empty if none is needed. Kept sealed, never shown again.',
    path: 'File or folder', pathHint: 'Full path on the server, inside the folders that the administrator named in SAPHAN_SOURCE_DIRS.', pattern: 'Pattern of file names', patternHint: 'For a folder: the newest matching file is taken. * stands for any letters, ? for one.',
    host: 'Host', port: 'Port', database: 'Database', user: 'User', password: 'Password', passwordHint: 'Kept sealed, never shown again.',
    reads: 'Read from', readsKinds: { table: 'a table or view', query: 'a SELECT statement' }, schema: 'Schema', table: 'Table or view', query: 'SELECT statement', queryHint: 'One reading statement; it is run read-only.',
    tls: 'Encryption in transit', tlsModes: { verify: 'encrypted, certificate verified', require: 'encrypted', off: 'not encrypted' },
    kept: 'A value is kept. Leave empty to go on using it; it must be given anew when the source leads elsewhere.', dropped: 'The kept value will be removed when you save.', drop: 'Remove the kept value', undrop: 'Keep it',
    needed: 'A value is needed here', notUrl: 'Must begin with http:// or https://', notPort: 'A port is a number from 1 to 65535', notPath: 'Must be a full path that begins with /',
    save: 'Save and test', saving: 'Saving and testing, 20 seconds at most', saved: 'It is saved. Saving again changes this source and sets up no other.', another: 'Set up another source', sample: 'Fetch a sample and draft the contract',
  },
  panel: { title: 'A source that is fetched', dataset: 'Dataset', datasetHint: 'Choose an existing dataset, or leave empty to add a new one from the source.', existing: 'Sources set up', newWhy: 'A sample is fetched from the source and a contract is drafted for you to check; the source is set up when the link starts.' },
};
