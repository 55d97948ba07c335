import type { quick as th } from '../th/quick.ts';

export const quick: typeof th = {
  open: 'Find datasets, agencies, runs', label: 'Search', placeholder: 'Dataset, agency or run number', close: 'Close search', results: 'Search results',
  kinds: { page: 'Pages', agency: 'Agencies', dataset: 'Datasets', run: 'Runs', contract: 'Contracts' },
  hint: 'Thai or English: “rain”, “RID reservoirs”, “run 12” or “contract rain”',
  busy: 'Searching', found: (v) => (v.count === 1 ? '1\u00a0result' : `${v.count}\u00a0results`),
  nothing: (v) => `Nothing found for “${v.text}”`, nothingNext: 'Try a shorter word, the Thai word, or the short name of an agency.',
  allDatasets: (v) => `All datasets with “${v.text}”`, contractVersion: (v) => `Contract version\u00a0${v.version}`,
  keys: { choose: 'choose', open: 'open', close: 'close' },
  also: { board: 'dashboard progress plan overview home', datasets: 'catalogue list', runs: 'history imports jobs', link: 'upload import send file add dataset' },
};
