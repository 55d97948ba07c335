import type { link as th } from '../th/link.ts';
import { linkContract } from './link-contract.ts';

export const link: typeof th = {
  title: 'Link a dataset', lead: 'Send the file you have: it is read, a contract is drafted for you to check, and the first release is published.',
  leadOf: (v) => `New data for **${v.dataset}**, checked against contract version ${v.version} in force`,
  leadNewVersion: (v) => `A new contract version for **${v.dataset}**, drafted from this file`, leadFirst: (v) => `First link of **${v.dataset}**; a contract is drafted from the file for you to check`,
  stepsLabel: 'Steps', steps: { file: 'File', profile: 'How it is read', contract: 'Contract', preview: 'Try', plan: 'Start' },
  notYet: 'Complete the steps before this one first', back: 'Back', next: (v) => `Next: ${v.step}`,
  fileFacts: (v) => `${v.name} · ${v.size}`, otherFile: 'Change the file',
  way: { label: 'The data come from', file: 'a file on this computer', source: 'a source that is fetched' },
  file: {
    title: 'Data file', drop: 'Drop a file here, or choose one', hint: 'Takes Excel (.xlsx, .xls), ODS, CSV, TSV, JSON, NDJSON, XML, DBF and Parquet, or a ZIP or gzip of one file. Macros are never run. Large files go in parts and continue after a break. Old Thai encodings are read too.',
    sameFile: 'Go on with this file', have: 'File already sent',
  },
  profile: {
    title: 'How this file is read', loading: 'Reading the beginning of the file and drafting a contract, 10 seconds at most', sampleOf: (v) => `A sample of the source ${v.source}.`, sampleCut: 'It is the beginning only; a run fetches everything.', found: (v) => `**${v.columns}** columns found, **${v.rows}** rows looked at`,
    sure: { high: 'sure', fair: 'fairly sure, compare the sample', low: 'not sure; please check and choose' }, confidence: 'How sure',
    format: 'Format', formats: { csv: 'delimited text (CSV/TSV)', fixed: 'fixed width', xlsx: 'Excel (.xlsx)', xls: 'Excel 97–2003 (.xls)', ods: 'OpenDocument (.ods)', xml: 'XML', dbf: 'dBASE/FoxPro (.dbf)', json: 'JSON', ndjson: 'NDJSON', parquet: 'Parquet' },
    encoding: 'Encoding', encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE', 'windows-874': 'Windows-874 (Thai)', 'tis-620': 'TIS-620 (Thai)', 'iso-8859-11': 'ISO 8859-11 (Thai)' },
    delimiter: 'Delimiter', delimiters: { ',': 'comma ( , )', '\t': 'tab', '|': 'bar ( | )', ';': 'semicolon ( ; )' }, quote: 'Quote', quotes: { '"': 'double ( " )', "'": "single ( ' )", none: 'none' },
    recordPath: 'Element of one record', borders: 'Columns begin at', bordersHint: 'The first place of each column after the first, e.g. 7, 31, 39', bordersWrong: 'Numbers from 2, with commas between', recordList: 'One row is', recordWhole: 'the whole record', recordCount: (v) => (v.count === 1 ? 'found once' : `found ${v.count} times`), sheet: 'Sheet', hidden: 'hidden', headerRow: 'Header begins in row', headerRows: 'Rows of the header', headerNone: 'no header, read by position', headerCount: (v) => (v.rows === 1 ? '1 row' : `${v.rows} rows`), evidence: 'Evidence', noEvidence: 'The kind of file tells all of it', changed: 'Your choice is used', reset: 'Use what was found',
    preview: 'First rows of the file', previewNote: 'Header as it was read; personal data are masked.', keepsEdits: 'Changing how it is read drafts anew; columns you edited stay.',
  },
  contract: linkContract,
  preview: {
    title: 'Try it on this file', loading: 'Checking the beginning of the file against the contract, 15 seconds at most', pass: (v) => `**${v.ok}** of **${v.read}** rows pass`, bad: (v) => `; !!${v.bad} rows!! (${v.share}) would be quarantined`, allPass: '; none would be quarantined', truncated: 'Only the first 8 MB were looked at; a run checks every row.', notes: 'Remarks',
    overGate: (v) => `Above the quarantine limit of ${v.limit}: the run would be held for a decision. The contract or the file can be mended first.`, byReason: 'Rows that would be quarantined, by reason', reason: 'Reason', column: 'Column', count: 'Rows', fix: 'Remedy', wholeRow: 'whole row', rejects: 'Samples of rows that would be quarantined', line: 'Line', raw: 'Row as received', rows: 'Samples of rows that pass', rowsNote: 'Values after conversion', noRows: 'No row passes yet', editContract: 'Edit the contract', newVersion: 'Draft a new contract version from this file', fixFirst: 'Mend what is named above first', inFile: 'Header in the file', shown: (v) => `${v.shown} of ${v.total} shown`,
  },
  plan: {
    title: 'Start linking', summary: 'What will happen', newDataset: (v) => `The dataset “${v.title}” of ${v.agency} is added`, agree: 'Contract version 1 is agreed', agreeNext: 'A new contract version is agreed', run: (v) => `A run of the file ${v.file} starts`, addSource: (v) => `The source ${v.source} is set up`, runSource: (v) => `A run starts that fetches everything from ${v.source}`, publish: 'Within the limits it is published as a new release at once; above them it is held for a decision',
    due: 'Due date in the plan', dueHint: 'The day by which this dataset must be linked; the board counts from it.', dueNow: (v) => `Due ${v.date}; it can be changed on the dataset page`, noDue: 'none yet', withDue: 'on a day', reason: 'Reason for the date', reasonHint: 'such as a resolution of the meeting', defaultReason: 'Set when first linked',
    changes: 'Differences from the contract in force', breaking: 'Not compatible with the former version', compatible: 'Compatible with the former version', breakingWhy: 'People who read these columns must follow; tell them before publishing.', noChanges: 'No difference from the version in force; no new version is made.', note: 'Note on this version', noteHint: 'Shown on the dataset page',
    start: 'Start linking', starting: 'Starting', doing: { dataset: 'Adding the dataset', plan: 'Recording the due date', contract: 'Agreeing the contract', source: 'Setting up the source', run: 'Starting the run' }, failedAt: (v) => `Stopped at “${v.step}”. What came before is recorded; trying again goes on from here.`, agreed: (v) => `Contract version ${v.version} was agreed`,
  },
};
