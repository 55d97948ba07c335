import type { Messages } from '../th/index.ts';

/** Incidents, and quality over time. */
export const watch: Messages['watch'] = {
  title: 'Incidents', lead: (v) => (v.count === 0 ? 'Nothing waits for anybody' : `**${v.count}** ${v.count === 1 ? 'incident waits' : 'incidents wait'} for somebody`), loading: 'Reading incidents', caption: 'Incidents', show: 'Show', shown: { open: 'Open', over: 'Over' },
  all: 'All kinds', kind: 'Kind', kinds: { held: 'Held run', rejects: 'Too many rejects', failing: 'Fails in a row', suspended: 'Source not asked', anomaly: 'Unlike before', 'personal-data': 'Personal data', late: 'Late', rule: 'Fails a rule that warns' }, kindOf: (v) => `${v.kind} (${v.count})`,
  none: 'No incidents', noneWhy: 'When a run is held, fails, comes late, or data is unlike what it was, it stands here and whoever answers for it is told', noneOver: 'No incident is over yet',
  since: 'Since', next: 'What to do', times: (v) => `${v.times} times`, told: (v) => `Told ${v.names} on ${v.at}`, notTold: 'Nobody was told by mail yet', escalated: 'Passed on to the secretariat', toKnow: 'Worth knowing', toRun: (v) => `Open run ${v.id}`,
  close: 'Close', closeTitle: 'Close this incident', closeWhy: 'The same cause opens no other incident; another cause does', closed: 'The incident is closed', closedBy: (v) => `${v.by}: “${v.note}”`, overByItself: 'Over by itself when its cause was gone',
  section: 'Incidents', sectionNone: 'Nothing to look at', toTrend: 'Quality over time', earlier: (v) => `${v.count} over`,
  caretaker: 'Caretaker of the dataset', caretakerHint: 'Told before anybody else. Not named: whoever is responsible in the agency', caretakerNone: 'Not named', caretakerSaved: 'The caretaker is saved',
  rules: { title: 'Rules', rule: 'Rule', says: 'Good data', severity: 'If it fails', severities: { reject: 'Row put aside', hold: 'Run held', warn: 'Warned of' } },
  trend: {
    title: (v) => `Quality over time: ${v.dataset}`, crumb: 'Quality over time', lead: 'Each point is a release. Choose a time and a column', loading: 'Reading quality over time', period: 'Time', periods: { '30': '30 days', '180': '6 months', '730': '2 years' },
    none: 'No releases in this time', noneWhy: 'Choose a longer time, or link the data', rows: 'Rows', rejects: 'Rejected rows', late: 'Later than due', lateUnit: 'h', nulls: 'Empty cells of a column', column: 'Column', table: 'As a table', release: 'Release', at: 'Published', changed: 'Added / removed / changed', noneLate: 'No release came by a schedule', range: (v) => `Least ${v.from}, most ${v.to}, last ${v.last}`,
    columns: 'Empty cells of all columns', columnsNote: 'From the first to the last release of the time, in the order of the contract', first: 'First', most: 'Most', last: 'Last', distinct: 'Different', mean: 'Mean', min: 'Least', max: 'Greatest', ofColumn: (v) => `Column ${v.column}`,
  },
};
