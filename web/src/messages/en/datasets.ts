import type { datasets as th } from '../th/datasets.ts';

export const datasets: typeof th = {
  title: 'Datasets',
  loading: 'Reading the list of datasets, 2 seconds at most',
  lead: (v) => `**${v.total}** datasets planned, **${v.linked}** linked, **${v.late}** overdue`,
  add: 'Link a dataset',
  agency: 'Agency', anyAgency: 'Every agency', state: 'State', anyState: 'Every state', search: 'Search by title',
  caption: 'List of datasets',
  dataset: 'Dataset', promise: 'Promise', release: 'Current release', rows: 'Rows', due: 'Due',
  hours: (v) => (v.hours === 24 ? 'daily' : v.hours % 24 === 0 ? `every ${v.hours / 24}\u00a0days` : `every ${v.hours}\u00a0h`),
  releaseNo: (v) => `release\u00a0${v.number}`,
  range: (v) => `Datasets ${v.from}–${v.to}`,
  all: (v) => `${v.count}\u00a0in all`,
  noMatch: 'No dataset matches the filters', noMatchWhy: (v) => `Filters in use: ${v.filters}`, dropFilters: 'Drop the filters',
  onlyLinked: 'Linked', onlyUnlinked: 'Not linked', stuckAt: (v) => `Stuck: ${v.step}`, dueBetween: (v) => `Due ${v.from} – ${v.to}`, dueUntil: (v) => `Due by ${v.date}`, dueSince: (v) => `Due from ${v.date}`, dueAny: 'With a due date', asOf: (v) => `As of ${v.date}`,
  steps: { 'no-source': 'no source', contract: 'waits for a contract', run: 'no run has passed', held: 'waits for a decision', rejected: 'waits for a new file' },
  empty: 'There are no datasets yet', emptyWhy: 'They show here once planned, or once the first file is linked.',
};
