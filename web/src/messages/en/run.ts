import type { run as th } from '../th/run.ts';

export const run: typeof th = {
  number: (v) => `Run ${v.id}`, loading: 'Reading the run, 2 seconds at most',
  triggers: { person: 'started by a person', schedule: 'scheduled', watch: 'new file seen', command: 'from the command line', sample: 'sample data', replay: 'corrected rows', push: 'pushed by the agency', backfill: 'backfill' },
  states: {
    queued: 'queued', claimed: 'starting', extracting: 'fetching', staged: 'file read', validating: 'checking', diffed: 'compared', publishing: 'publishing', published: 'published', held: 'held',
    no_change: 'no change', rejected: 'not approved', retry_wait: 'will retry', failed: 'failed', cancelled: 'stopped', superseded: 'superseded',
  },
  titles: {
    queued: 'queued', claimed: 'starting', extracting: 'fetching', staged: 'checking', validating: 'checking', diffed: 'comparing', publishing: 'publishing', published: 'published', held: 'held for a decision',
    no_change: 'nothing changed', rejected: 'not approved', retry_wait: 'waiting to retry', failed: 'failed', cancelled: 'stopped', superseded: 'superseded by a newer run',
  },
  lead: {
    queued: 'Waiting for a free worker; it starts by itself. This page may be closed.',
    active: (v) => `**${v.share}** of ${v.size} read, **${v.ok}** rows pass`,
    starting: 'Preparing the file',
    activeBad: (v) => `, !!${v.bad} rows!! quarantined`,
    retry: (v) => `Attempt ${v.attempt} did not succeed; it will be tried again at ~~${v.at}~~. People still see the former release.`,
    published: (v) => `Published as **release ${v.release}**, **${v.rows}** rows pass`,
    publishedDiff: (v) => `; **${v.added}** added, **${v.removed}** removed, **${v.changed}** changed`,
    publishedBad: (v) => `; !!${v.bad} rows!! quarantined, to be corrected and sent back`,
    held: (v) => `Checked but not published, because of **${v.reasons}**. People see the former release until someone decides.`,
    noChange: 'The data equal the current release in every row, so no release was made. Freshness counts anew from now.', rejected: (v) => `${v.by} decided against publishing: “${v.reason}”. People still see the former release.`,
    failed: 'This run ended without publishing. People still see the former release; the raw file is kept.', cancelled: 'Stopped before publishing. People still see the former release; nothing changed.', superseded: 'A newer run has been published, so the result of this one is not used.',
  },
  disconnected: 'The connection broke; figures may be old. Reconnecting.',
  cancel: 'Stop this run', cancelTitle: 'Stop this run', cancelWhy: 'People still see the former release. The raw file is kept, and a new run can be started from it.', cancelDone: 'The run was stopped', keepGoing: 'Keep going',
  flow: {
    label: 'Steps of the run', waiting: 'waiting', working: 'working',
    names: { extract: 'Fetch', decode: 'Decode', check: 'Check', quarantine: 'Quarantine', compare: 'Compare', publish: 'Publish' },
    states: { waiting: 'waiting', running: 'running', done: 'done', warned: 'done, with remarks', failed: 'failed' },
    rowsSoFar: (v) => `${v.rows} rows`, left: (v) => `${v.share} · about ${v.left} left`,
  },
  duration: { seconds: (v) => `${v.seconds}\u00a0s`, minutes: (v) => `${v.text}\u00a0min`, hours: (v) => `${v.text}\u00a0h` },
  findings: {
    title: 'What was found', none: 'Nothing to mend so far', noneWhy: 'Rows that do not meet the contract appear here, by reason.', clean: 'Every row meets the contract', cleanWhy: 'No row of this run was quarantined.',
    count: (v) => `${v.count} rows`, kept: 'Quarantined, run goes on', inColumn: (v) => `column ${v.column}`, wholeRow: 'whole row', fix: 'Remedy', samples: 'Samples of quarantined rows', line: 'Line', value: 'Value received', why: 'Reason',
    samplesLater: 'Sample rows appear when the quarantine step is done.', all: 'See all rows', quarantine: 'See quarantined rows and send back', excel: 'Excel with reasons', more: (v) => `and ${v.count} more findings`,
  },
  gates: { title: 'If it ends like this', ended: 'Gates before publishing', none: 'Checked after the comparison', passed: 'passed', failed: 'above the limit' },
  figures: { label: 'Figures of the run', read: 'Read', ok: 'Pass', bad: 'Quarantined', took: 'Time', memory: 'Memory', added: 'Added', removed: 'Removed', changed: 'Changed', unchanged: 'Unchanged', started: 'Started', finished: 'Finished', source: 'Source', file: 'Raw file', by: 'Started by', contract: 'Contract', version: (v) => `version ${v.version}`, ifCancelled: 'If stopped', ifCancelledWhy: 'People still see the former release; nothing changes.', replayOf: 'Corrects run', attempt: 'Attempt', uploaded: 'uploaded file' },
  speed: {
    title: 'Speed, thousand rows per second', average: (v) => `average ${v.rate} rows per second`, said: (v) => `now ${v.rate} rows per second, at most ${v.top}`, start: 'first seen', seconds: (v) => `${v.seconds} s`,
    table: 'Show as a table', at: 'Second', rate: 'Rows per second', tooShort: (v) => `${v.rows} rows read in ${v.took}, on average **${v.rate}** rows per second`,
  },
  log: { title: 'Log', level: 'Level', all: 'All', warnings: (v) => `Warnings ${v.count}`, errors: (v) => `Errors ${v.count}`, levels: { info: 'info', warn: 'warning', error: 'error' }, follow: 'Follow the last line', none: 'Nothing had to be noted; times and figures of each step stand above.', noneOfLevel: 'No line of this level', loading: 'Reading the log' },
  decide: {
    title: 'A decision is needed', why: 'The run is checked, but it is above some limits, so it waits for someone with the authority.', approve: 'Publish this run', reject: 'Do not publish', choice: 'What the decision does',
    approveWhat: 'Becomes a new release at once, from exactly the data that were checked. People see it; the former release stays and can be returned to.', rejectWhat: 'The result of this run is dropped. People still see the former release; mend the source and start a new run.',
    reason: 'Reason', reasonHint: 'Your name and reason are kept with the run.', reasonNeeded: 'Write a short reason first.', choose: 'Choose what to do first.', send: 'Record the decision', done: 'The decision was recorded', by: (v) => `${v.by} decided on ${v.at}`, approved: 'to publish', rejected: 'not to publish',
  },
  outcome: { openRelease: (v) => `Open release ${v.number}`, openDataset: 'Go to the dataset', again: 'Start a new run', linkAgain: 'Link this file again', newFile: 'Send a new file', newContract: 'Draft a new contract version', headerFound: 'Header found in the file', diff: 'Compared with the former release', first: 'The first release of this dataset; it now counts as linked' },
};
