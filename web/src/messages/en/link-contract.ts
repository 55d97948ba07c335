import type { linkContract as th } from '../th/link-contract.ts';

export const linkContract: typeof th = {
  title: 'Contract of the dataset', checking: 'Checking the contract', good: 'The contract can be used', problems: (v) => `${v.count} places to mend before going on`, fixFirst: 'Mend the named places first', elsewhere: 'Other places to mend',
  dataset: {
    title: 'Dataset', which: 'This file belongs to', isNew: 'a new dataset', existing: 'an existing dataset', choose: 'Choose the dataset', chooseFirst: 'Choose the dataset first', hasContract: (v) => `It has contract version ${v.version}; this becomes the next version.`,
    agency: 'Owner agency', namedInTitle: 'The title of the file names', agencyFirst: 'Choose the owner agency first', titleTh: 'Thai title', titleEn: 'English title', titleFirst: 'Give the dataset a title first', slug: 'Short name', slugHint: 'Used in addresses and file names: a–z, 0–9 and hyphens. It cannot be changed later.', slugBad: 'a–z, 0–9 and hyphens, beginning with a letter, 2 to 63 characters', loading: 'Reading the names',
  },
  columns: {
    title: (v) => `${v.count} columns`, note: 'Guessed from the values in the file. Check types and key, and correct what does not fit.', caption: 'Columns of the contract', source: 'Header', name: 'Name', titleTh: 'Thai title', type: 'Type', required: 'Required', key: 'Key', personal: 'Personal data', list: 'Code list', reason: 'Evidence', samples: 'Samples', remove: 'Leave this column out', byPosition: 'This file is read by position, so every column is needed', removed: (v) => `${v.count} columns are left out; their values are skipped`, putBack: 'Take back', of: (v) => `${v.field} of ${v.column}`, useList: (v) => `allow only these ${v.count} values`, listOf: (v) => `${v.count} values`, keyNote: 'The key tells which row is the same across releases. Without one, whole rows are compared.', range: (v) => `Columns ${v.from}–${v.to} of ${v.total}`,
    calendar: 'Years', calendars: { inherit: 'as the file', be: 'B.E.', ce: 'C.E.', mixed: 'mixed' }, digits: 'Level', digitsOf: { 2: 'province', 4: 'district', 6: 'subdistrict' }, precision: 'All digits', scale: 'After the point',
    types: { text: 'text', integer: 'integer', decimal: 'decimal', boolean: 'yes/no', date: 'date', timestamp: 'date and time', 'citizen-id': 'citizen ID', geocode: 'area code' },
    personalKinds: { none: 'no', direct: 'direct', indirect: 'indirect', sensitive: 'sensitive' },
  },
  promise: {
    title: 'Promise', note: 'The promise of freshness is shown to everyone.', every: 'A new release every', unit: 'Unit', hours: 'hours', days: 'days', everyHint: 'Later than this, the data are older than promised.', notPositive: 'A number above 0', duplicates: 'Rows with the same key',
    duplicatesKinds: { reject: 'quarantine all of them', first: 'keep the first', last: 'keep the last' }, deletes: 'Rows that do not come again', deletesKinds: { snapshot: 'are removed (whole file each time)', keep: 'stay (only changes are sent)' },
  },
  gates: {
    title: 'Gates before publishing', note: 'Above a limit the run is held for a decision and people see the former release. Empty: the gate is off.', percent: '%', notShare: 'A percentage from 0 to 100',
    names: { maxRejectRatio: 'Rows quarantined', maxRowChangeRatio: 'Change of the row count', maxDeleteRatio: 'Rows removed', maxKeyChurnRatio: 'Keys exchanged', maxNullDrift: 'Rise of empty values in any column', maxCalendarDrift: 'Change of the share of B.E. years', maxNewCodeShare: 'Rows with new codes', maxUnitChange: 'Size of numbers changed (50 = twice)', maxDistributionShift: 'Distribution shift (PSI × 100)', maxMisreadShare: 'Rows with garbled text' },
  },
  advanced: { title: 'Advanced: the contract as YAML', note: 'Editable both ways; the table above follows once the YAML can be used.', label: 'Contract (ODCS 3.1)', apply: 'Use this YAML', applied: 'Same as the table', edited: 'Edited, not in use yet', line: (v) => `line ${v.line}`, undo: 'Drop the edits' },
};
