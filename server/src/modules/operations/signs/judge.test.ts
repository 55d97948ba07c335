import { describe, expect, it } from 'vitest';
import type { Facts } from '../schemas.ts';
import { judge } from './judge.ts';

const NOW = Date.parse('2026-11-21T01:30:00Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const HOUR = 60;
const DAY = 24 * HOUR;

const worker: Facts['workers'][number] = {
  name: 'w', host: 'dc-1', pid: 1, version: '1', supervised: true, startedAt: ago(DAY), beatAt: ago(0), state: 'idle', drain: null, startAskedAt: null, memoryMb: 300, diskFreeBytes: 500e9, now: [],
};
const well: Facts = {
  asOf: ago(0), since: ago(90 * DAY), lastBeatAt: ago(0),
  runs: { paused: null, waiting: [], putOff: { count: 0, nextAt: null }, held: { count: 0, oldestAt: null } }, workers: [worker],
  disk: { folder: '/data', freeBytes: 500e9, totalBytes: 1e12, neededBytes: 5e8, databaseBytes: 1e9, stores: { register: null, raw: null, lake: null } },
  sources: { failing: 0, suspended: 0, items: [] }, slowest: [], consumers: [], sweeps: [],
  backups: { backup: { id: 'a', at: ago(5 * HOUR), releases: 133, missing: 0 }, drill: { backup: 'a', at: ago(20 * DAY), releases: 133, mismatches: 0, seconds: 60 } },
  version: { running: '1', migrations: 60, missing: [], lastMigration: null }, edges: [{ system: 'TH/GOV/rid/people', services: 2, clockOffsetSeconds: 0, lastSeenAt: ago(0) }],
};
const witness = { name: 'w.example/ledger/witness', failures: 9, since: ago(2 * DAY), error: 'unreachable' };
const ledger: NonNullable<Facts['ledger']> = { waitingSince: null, stamping: null, failing: [] };
const signs = (facts: Partial<Facts>) => judge({ ...well, ...facts }).signs.map(({ code, level }) => `${code} ${level}`);
const source = { id: 1, name: 's', kind: 'mysql', dataset: { slug: 'd', titleTh: 'ชุด', titleEn: 'd' }, agencyId: 'doa', times: 1, since: ago(10), suspendedAt: null, lastGoodAt: null, runId: 1, problem: null };

describe('a house that runs', () => {
  it('needs nobody', () => { expect(judge(well)).toMatchObject({ level: 'fine', signs: [] }); });

  it.each<[string, Partial<Facts>, string[]]>([
    ['a worker is lost and another works', { workers: [worker, { ...worker, name: 'l', state: 'lost' }] }, ['worker-lost watch']],
    ['no worker is left', { workers: [], lastBeatAt: ago(5) }, ['no-worker act']],
    ['its first worker is still coming', { workers: [], lastBeatAt: null, since: ago(0.2), backups: well.backups }, ['no-worker watch']],
    ['its only worker was drained', { workers: [{ ...worker, state: 'drained' }] }, ['no-worker act']],
    ['a worker is of an older release', { workers: [{ ...worker, version: '0' }] }, ['versions-differ watch']],
    ['all is paused since an hour', { runs: { ...well.runs, paused: { at: ago(HOUR), by: 'ก', reason: 'ย้าย' }, waiting: [{ priority: 1, count: 9, oldestAt: ago(5 * HOUR) }] } }, ['paused watch']],
    ['all is paused since two days', { runs: { ...well.runs, paused: { at: ago(2 * DAY), by: 'ก', reason: 'ย้าย' } } }, ['paused act']],
    ['runs wait for ten minutes', { runs: { ...well.runs, waiting: [{ priority: 5, count: 9, oldestAt: ago(10) }] } }, []],
    ['runs wait for an hour', { runs: { ...well.runs, waiting: [{ priority: 5, count: 9, oldestAt: ago(HOUR) }] } }, ['queue-old watch']],
    ['runs wait for five hours', { runs: { ...well.runs, waiting: [{ priority: 5, count: 9, oldestAt: ago(5 * HOUR) }] } }, ['queue-old act']],
    ['a run is held for two days', { runs: { ...well.runs, held: { count: 1, oldestAt: ago(2 * DAY) } } }, ['held-old watch']],
    ['a source failed once', { sources: { failing: 1, suspended: 0, items: [source] } }, ['sources-failing watch']],
    ['a source failed three times in a row', { sources: { failing: 1, suspended: 0, items: [{ ...source, times: 3 }] } }, ['sources-failing act']],
    ['a source refused its sign-in', { sources: { failing: 1, suspended: 1, items: [{ ...source, suspendedAt: ago(5) }] } }, ['sources-suspended act']],
    ['the disk has a tenth left', { disk: { ...well.disk, freeBytes: 100e9 } }, ['disk-low watch']],
    ['the disk has a fiftieth left', { disk: { ...well.disk, freeBytes: 20e9 } }, ['disk-low act']],
    ['a worker has no room to spill', { workers: [{ ...worker, diskFreeBytes: 1e8 }] }, ['disk-low act']],
    ['a consumer is two minutes behind', { consumers: [{ name: 'plans.x', behind: 7, oldestAt: ago(2), failures: 0, lastError: null }] }, ['events-unheard watch']],
    ['a consumer is an hour behind', { consumers: [{ name: 'plans.x', behind: 1000, oldestAt: ago(HOUR), failures: 0, lastError: null }] }, ['events-unheard act']],
    ['a sweep failed once', { sweeps: [{ name: 'lake.sweep', nextAt: ago(-5), endedAt: ago(1), worker: null, failures: 1, lastError: 'x' }] }, ['sweeps-failing watch']],
    ['the database is older than the program', { version: { ...well.version, missing: ['a/b.sql'] } }, ['migrations-missing act']],
    ['the backup is a day and a half old', { backups: { ...well.backups, backup: { id: 'a', at: ago(36 * HOUR), releases: 1, missing: 0 } } }, ['backup-old watch']],
    ['the backup is four days old and lacks a file', { backups: { ...well.backups, backup: { id: 'a', at: ago(4 * DAY), releases: 1, missing: 1 } } }, ['backup-old act', 'backup-lacks-files act']],
    ['it never was backed up or drilled', { backups: { backup: null, drill: null } }, ['backup-none act', 'drill-none watch']],
    ['it is new', { since: ago(HOUR), backups: { backup: null, drill: null } }, ['backup-none watch', 'drill-none watch']],
    ['entries of the ledger wait for five minutes', { ledger: { ...ledger, waitingSince: ago(5) } }, ['ledger-waits watch']],
    ['a witness is away since a moment', { ledger: { ...ledger, failing: [{ ...witness, since: ago(5) }] } }, []],
    ['a witness is away since two days', { ledger: { ...ledger, failing: [witness] } }, ['witnesses-failing act']],
    ['the register is older than what a witness signed', { ledger: { ...ledger, failing: [{ ...witness, error: 'witness-is-ahead', since: ago(1) }] } }, ['ledger-forked act']],
    ['no stamp could be had for an hour', { ledger: { ...ledger, stamping: { failures: 60, since: ago(HOUR), error: 'unreachable' } } }, ['stamps-failing watch']],
    ['the drill did not bring all back', { backups: { ...well.backups, drill: { backup: 'a', at: ago(DAY), releases: 5, mismatches: 2, seconds: 1 } } }, ['drill-failed act']],
  ])('says so when %s', (_, facts, expected) => { expect(signs(facts)).toEqual(expected); });

  it.each([[500, 'fine'], [100, 'watch'], [20, 'act']])('of %i GB free in a thousand tells the disk %s, as its sign does', (free, level) => {
    const { disk, signs: said } = judge({ ...well, disk: { ...well.disk, freeBytes: free * 1e9 } });
    expect([disk.level, said.find(({ code }) => code === 'disk-low')?.level ?? 'fine']).toEqual([level, level]);
  });

  it('names what needs a person first, and what to do, in both languages', () => {
    const { level, signs: said } = judge({ ...well, disk: { ...well.disk, freeBytes: 20e9 }, backups: { backup: null, drill: null }, runs: { ...well.runs, held: { count: 1, oldestAt: ago(3 * DAY) } } });
    expect([level, said.map((sign) => sign.level)]).toEqual(['act', ['act', 'act', 'watch', 'watch']]);
    for (const sign of said) expect([sign.th, sign.nextTh].every((text) => /[ก-๙]/.test(text)) && [sign.en, sign.nextEn].every((text) => /[a-z]{3}/.test(text) && !/[ก-๙]/.test(text))).toBe(true);
  });
});

describe('edges of agencies', () => {
  const [edge] = well.edges as [Facts['edges'][number]];
  const of = (...edges: Partial<typeof edge>[]) => signs({ edges: edges.map((each) => ({ ...edge, ...each })) });
  it('are missed after five minutes, urgently when nobody answers their services', () => {
    expect([of({ lastSeenAt: ago(4) }), of({ lastSeenAt: ago(6) }), of({ lastSeenAt: ago(20) }), of({ lastSeenAt: ago(20), services: 0 })]).toEqual([[], ['edge-silent watch'], ['edge-silent act'], ['edge-silent watch']]);
  });
  it('whose clock is off sign nothing, and it is said', () => {
    expect([of({ clockOffsetSeconds: 5 }), of({ clockOffsetSeconds: -8 })]).toEqual([[], ['edge-clock watch']]);
  });
});
