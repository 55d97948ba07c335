import type { Messages } from '../th/index.ts';

export const hosting: Messages['hosting'] = {
  open: 'Offer as a service', openTitle: 'Offer as a data service', noRelease: 'It needs a release before it can be offered', loading: 'Reading how the service is set', opened: 'The service is open',
  lead: 'The service always answers from the current release. Callers need an agreement first. Personal columns stay out until they are chosen.', kind: 'What callers get',
  kinds: { rows: 'Rows', lookup: 'Record lookup', predicate: 'Yes or no', aggregate: 'Figures', bulk: 'Whole files' },
  about: {
    rows: 'Rows by conditions, ordered and paged', lookup: 'One record by its key, fast', predicate: 'Yes or no about one record, and nothing else',
    aggregate: 'Counts, sums and means; small groups are not told', bulk: 'Parquet or CSV with hashes; a broken transfer goes on',
  },
  settings: 'What the service gives', settingsNote: (v) => `Version ${v.version} by ${v.by}, ${v.day}`, dataset: 'Dataset', release: 'Answers from', releaseNumber: (v) => `release ${v.number}`, noReleaseNow: 'There is no release to answer from',
  key: 'Key', columns: 'Columns', column: 'Column', type: 'Type', personal: 'Personal data', notPersonal: 'No', pseudonymised: 'Pseudonymised; the last four digits alone are given', columnsCaption: 'Columns that the service gives', name: 'Name',
  personalKinds: { direct: 'Names a person', indirect: 'May name a person', sensitive: 'Sensitive' },
  types: { 'text': 'Text', 'integer': 'Whole number', 'decimal': 'Decimal', 'boolean': 'Yes/no', 'date': 'Day', 'timestamp': 'Instant', 'citizen-id': 'Citizen id', 'geocode': 'Area code' },
  conditions: 'Conditions that may be asked', groups: 'Grouped by', suppress: 'Not told below', suppressRows: (v) => `${v.count} rows`, suppressHint: 'The fewest rows behind a figure that is told, 1 to 1000', notANumber: 'A number from 1 to 1000 is needed',
  served: 'Rows ready for lookup', filling: (v) => `Filling: ${v.done} of ${v.of} rows; the former release answers meanwhile`, ready: (v) => `${v.rows} rows of release ${v.number}`, refused: 'Could not be filled', dropped: 'Gone',
  change: 'Change what it gives', changeTitle: 'Change what the service gives', save: 'Save as a new version', saved: 'The new version is saved', reason: 'Reason', needed: 'This is needed', noColumns: 'Choose one column at least',
  acceptBreaking: 'I accept that callers may have to change their programs', isKey: 'Part of the key, always there', addCondition: 'Add a condition', conditionTh: 'Name in Thai', conditionEn: 'Name in English', conditionName: 'Code', conditionNameHint: 'Small letters, digits and -, for example registered-in',
  conditionColumn: 'Column', conditionOp: 'Compared', conditionValue: 'Value', conditionAsked: 'The caller names the value', remove: 'Remove', removeOf: (v) => `Remove the condition ${v.name}`, existsOnly: 'The record is in the data', ops: { 'eq': 'equals', 'ne': 'is not', 'lt': 'below', 'lte': 'at most', 'gt': 'above', 'gte': 'at least', 'in': 'is one of', 'is-null': 'is empty' },
  askedWord: (v) => `what the caller names (${v.param})`,
};
