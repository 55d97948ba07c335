import type { Messages } from '../th/index.ts';

export const catalogue: Messages['catalogue'] = {
  record: 'Standard record', loading: 'Reading the record', ofFourteen: (v) => `${v.filled} of 14`, fourteen: 'Mandatory items filled', item: (v) => `item ${v.item}`,
  lead: (v) => (v.missing === 0 ? 'Complete by the standard' : `!!${v.missing}!! ${v.missing === 1 ? 'field has' : 'fields have'} to be filled or mended before it can be submitted`),
  states: { draft: 'Draft', submitted: 'Submitted', checked: 'Checked', approved: 'Approved', published: 'Published', archived: 'Archived' },
  audiences: { open: 'Everybody', government: 'Officers of every agency', internal: 'The owning agency' }, audience: 'Published to', audienceWhy: 'Takes effect when the secretariat publishes; never wider than the class allows.',
  tabs: { label: 'Parts of the record', form: 'Form', quality: 'Quality', files: 'Files and links', value: 'Value', history: 'History', comments: 'Comments' },
  example: (v) => `Example: ${v.text}`, titleEn: 'Dataset name (English)', titleEnWhy: 'The same name in English, for English pages and foreign systems.', notesEn: 'Description (English)',
  yes: 'Yes', no: 'No', unsaid: 'Not said', tagsWhy: 'Separate with commas', open: 'Open the list', missingHere: 'Not filled yet', moreFields: (v) => `${v.count} more optional ${v.count === 1 ? 'field' : 'fields'}`,
  save: 'Save draft', savePublished: 'Save', saved: 'Record saved', unsaved: 'There are changes that are not saved', nothing: 'Nothing has changed', incomplete: 'Not complete yet; see the list at the side', readOnly: 'The record cannot be changed as it stands', withCheckers: 'The record is with those who check it. Have it returned if it needs a change.',
  refused: 'Not saved: some fields have to be mended', refusedWhy: 'Each says why below it.',
  steps: { submit: 'Submit', check: 'Pass on', approve: 'Approve', publish: 'Publish', return: 'Return', archive: 'Archive' },
  stepped: { submit: 'Record submitted', check: 'Passed on', approve: 'Approved', publish: 'Published', return: 'Returned to its owner', archive: 'Archived' },
  stepWhy: {
    submit: 'Goes to another steward or the secretariat. It cannot be changed meanwhile.', check: 'You confirm that you read every field and found it right. It goes on to the secretariat.', approve: 'It may then be published to the audience and with the class that it names.',
    publish: 'Those named find the record at once. Its class also decides who may read the data.', return: 'It becomes a draft again, with your reason. If it is published it disappears from search at once.', archive: 'The dataset and its record leave search and plan from today. This cannot be undone.',
  },
  way: 'Steps', now: 'State', submittedBy: 'Submitted by', checkedBy: 'Checked by', approvedBy: 'Approved by', version: 'Version', toMend: 'To mend before submitting', nothingToMend: 'Nothing; it can be submitted', fromRelease: 'From the release', rows: 'Rows', covers: 'Covers', provinces: 'Provinces', freshness: { fresh: 'As often as declared', stale: 'Later than declared' }, fresh: 'Freshness', dataset: 'Open the dataset', wide: 'Audience',
  history: {
    title: 'History', note: 'Every save is kept whole', none: 'Nothing changed yet', empty: 'empty', was: 'Before', became: 'After', field: 'Field', whole: 'No field changed',
    what: { created: 'Created', saved: 'Saved', submitted: 'Submitted', checked: 'Checked', approved: 'Approved', published: 'Published', returned: 'Returned', archived: 'Archived', imported: 'Imported', 'resource-added': 'File or link added', 'resource-changed': 'File or link changed', 'resource-removed': 'File or link removed', 'resources-ordered': 'Files and links put in order' },
  },
  comments: { title: 'Comments', none: 'No comments yet', noneWhy: 'Those who check and those who own write to each other here.', add: 'Comment', about: 'About', aboutAll: 'The whole record', send: 'Send', sent: 'Comment sent', settle: 'Settled', settled: 'Comment settled', settledBy: (v) => `Settled by ${v.name}`, needed: 'Write something first', ofVersion: (v) => `version ${v.version}` },
  files: {
    title: 'Files and links', note: 'Formats of the release appear by themselves once the dataset is linked; other files are sent here, what lies elsewhere is added as a link', none: 'No files or links yet', noneWhy: 'Link the dataset, send a file, or add a link to one that is published elsewhere.', add: 'Add a link', added: 'Link added', remove: 'Remove', removed: 'Removed',
    removeWhy: { link: 'The link leaves the page of the data at once. The file it leads to does not change.', file: 'The file leaves the page of the data at once and can be downloaded no more.' }, addFile: 'Add a file', fileAdded: 'File added', drop: 'Drop a file here', dropWhy: 'CSV, XLSX, JSON, GeoJSON, PDF, ZIP and other data files of at most 1 GB. What is in it is looked at before it is kept; only those who see the record can download it.',
    replace: 'Replace the file', replaced: 'File replaced', replaceWhy: 'Name, place and id stay as they are; the content is the new one at once.', change: 'Edit', changed: 'Changed', changeDone: 'Changed', close: 'Close', up: 'Move up', down: 'Move down', moved: 'Order changed', nameEn: 'Name in English', description: 'Description', actOn: (v) => `Act on ${v.name}`,
    name: 'Name', nameWhy: 'Tells this file from the others, for example Water 2025', format: 'Kind of file', formatWhy: 'CSV, XLSX, PDF, SHP, API', url: 'Address', urlWhy: 'Begins with https://', kind: 'From', kinds: { release: 'Release', file: 'Kept here', link: 'Link' }, act: 'Act', open: 'Open', needed: 'Needed',
  },
  value: {
    title: 'Value of the dataset', note: 'Every point has its evidence; nothing is of high value because somebody ticked a box', loading: 'Reading the points', score: (v) => `${v.score} of 100`, proposed: (v) => `From ${v.from} points it is proposed as a high-value dataset`, isHigh: 'Proposed as a high-value dataset', seen: 'Seen by the house', judged: 'Judged by people', criterion: 'Criterion', points: 'Points', evidence: 'Evidence', pointsOf: (v) => `${v.points} / ${v.of}`,
    judge: 'Judge', judgedBy: (v) => `Judged by ${v.name}`, none: 'Nobody judged it yet', answer: 'It is so', answers: { 0: 'No', 1: 'Partly', 2: 'Fully' }, evidenceWhy: 'Something others can check: a service, a section of a law, a number of requests.', needed: 'Evidence is needed', saved: 'Judgement saved', act: 'Act',
  },
  inbox: {
    title: 'Records to check', lead: (v) => (v.waiting > 0 ? `!!${v.waiting}!! ${v.waiting === 1 ? 'record waits' : 'records wait'} for you` : 'Nothing waits for you'), loading: 'Reading what waits', mine: 'Waiting for you', others: 'Waiting for others', none: 'Nothing waits for you', noneWhy: 'Records that are submitted or returned appear here.',
    dataset: 'Dataset', state: 'State', returned: 'Returned', last: 'Last step', by: (v) => `${v.what} by ${v.name}`, next: 'Next step', filled: 'Filled', agency: 'Agency', counts: 'Records by state',
  },
};
