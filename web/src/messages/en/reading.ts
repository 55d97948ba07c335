import type { reading as th } from '../th/reading.ts';

/** How a source is read: all of it, what changed, or new rows only. */
export const reading: typeof th = {
  title: (v) => `How ${v.source} is read`, open: 'How it is read', save: 'Save how it is read', saved: 'Saved; the next run reads all of it once', loading: 'Reading the contract',
  restart: 'After a change the next run reads all of it once.',
  mode: 'What is read', modes: { snapshot: 'All of it, each time', cursor: 'New and changed rows only', changes: 'Every change that the database has logged', append: 'New rows only, former ones stay as they are' },
  modeWhy: { snapshot: 'A row that does not come again counts as deleted. Works with every source.', cursor: 'Only rows whose value in one column is above the last one are asked for. Deleted rows stay until they are found.', changes: 'The database itself tells which rows were added, changed or deleted. Its settings need a publication and a slot.', append: 'Each fetch holds new rows only; a key that is there already is quarantined.' },
  noCursor: 'This kind of source cannot be asked for changes only', noKey: 'The contract has no primary key, so all of it is read each time',
  column: 'Column that says what is new or changed', columnHint: 'A date, a time or a number that rises whenever a row changes', noColumn: 'The contract has no date, time or number column that could serve',
  overlap: 'Overlap', overlapTime: 'Rows saved later than their time says are not lost: PT1H is an hour, P2D two days', overlapNumber: 'Rows saved later than their number says are not lost, for example 100',
  deletes: 'Deleted rows', deletesKinds: { keep: 'stay until all of it is read again', reconcile: 'are found by reading all of it from time to time', tombstone: 'are told by the source in a column', buckets: 'are found by comparing keys with the source' },
  deletesWhy: { keep: 'For sources that delete nothing', reconcile: 'Works with every source; a deleted row is seen until all is read again', tombstone: 'The lightest, where the source marks rows instead of deleting them', buckets: 'The source sums hashes of all its keys; keys are read only where the sums differ, so deleted rows are found without reading everything' },
  bucketRuns: 'Compare every so many runs', bucketHint: 'Empty means each run; each comparison makes the source go through all its keys',
  everyRuns: 'Read all of it every so many runs', everyDays: 'Read all of it every so many days', everyHint: 'One of the two may be empty', goneColumn: 'Column that says deleted', goneValue: 'Value that means deleted',
  needed: 'Enter this', notWhole: 'A whole number from 1', readAll: 'Read all of it again', readAllWhy: 'Starts a run that reads every row; what the source has deleted leaves the new release',
  now: (v) => (v.column === null ? v.mode : `${v.mode}, by ${v.column}`), parts: (v) => `${v.count} runs of parts since`, fullAt: 'All of it last read',
};
