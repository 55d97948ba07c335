import type { runs as th } from '../th/runs.ts';

export const runs: typeof th = {
  title: 'Runs', lead: 'Every time data came in, newest first. Open one for its findings, quarantined rows and outcome.', loading: 'Reading the list of runs, 2 seconds at most', caption: 'List of runs', link: 'Link a dataset',
  run: 'Run', dataset: 'Dataset', state: 'State', rows: 'Pass', bad: 'Quarantined', source: 'Source', at: 'When', release: (v) => `release\u00a0${v.number}`, filter: 'Show',
  groups: { all: 'All', active: 'Under way', held: 'Held', published: 'Published', no_change: 'No change', failed: 'Failed' }, ofDataset: (v) => `Dataset: ${v.dataset}`,
  range: (v) => `${v.from}–${v.to}`, all: (v) => `${v.count} runs in all`,
  none: 'No runs yet', noneWhy: 'The first run comes with the first file or source that is linked.', noMatch: 'No run in this state', noMatchWhy: 'Choose another state, or see every run.', dropFilters: 'See every run', removeDataset: 'See every dataset',
};
