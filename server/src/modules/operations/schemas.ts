import { type Static, Type } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';
import type { LedgerSeen } from './ports.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const InstantOrNull = nullable(Instant);
const Dataset = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() });
const Count = Type.Integer({ minimum: 0 });

export const Sign = Type.Object({
  code: Type.String({ description: 'Stable name of what was seen, e.g. disk-low; docs/guides/operations.md has them all.' }),
  level: Type.Union([Type.Literal('act'), Type.Literal('watch')], { description: 'act: a person is needed now; watch: worth knowing, nothing breaks today.' }),
  th: Type.String(), en: Type.String(), nextTh: Type.String(), nextEn: Type.String(),
});
export type Sign = Static<typeof Sign>;

const Pause = nullable(Type.Object({ at: Instant, by: Type.String(), reason: Type.String() }));
const Runs = Type.Object({
  paused: Pause,
  waiting: Type.Array(Type.Object({ priority: Type.Integer(), count: Count, oldestAt: Instant }), { description: 'What a worker could claim now, by priority; 1 comes first.' }),
  putOff: Type.Object({ count: Count, nextAt: InstantOrNull }, { description: 'What is tried again later.' }),
  held: Type.Object({ count: Count, oldestAt: InstantOrNull }),
});

const Doing = Type.Union([
  Type.Object({ kind: Type.Literal('run'), runId: Type.Integer(), state: Type.String(), attempt: Type.Integer(), startedAt: InstantOrNull, dataset: Dataset }),
  Type.Object({ kind: Type.Literal('sweep'), name: Type.String() }),
]);
export const Worker = Type.Object({
  name: Type.String(), host: Type.String(), pid: Type.Integer(), version: Type.String(), supervised: Type.Boolean(), startedAt: Instant, beatAt: Instant,
  state: Type.Union([Type.Literal('working'), Type.Literal('idle'), Type.Literal('draining'), Type.Literal('drained'), Type.Literal('lost')], { description: 'draining takes no more runs; drained has ended and stays away; lost has not been heard of for thirty seconds.' }),
  drain: nullable(Type.Object({ at: Instant, by: Type.String(), reason: Type.String(), then: Type.String({ description: 'stay: another starts when somebody says so; again: another starts at once.' }) })),
  startAskedAt: InstantOrNull, memoryMb: Count, diskFreeBytes: Count, now: Type.Array(Doing),
});
export type Worker = Static<typeof Worker>;

const Store = Type.Object({ bytes: Count, objects: Count, takenAt: Instant, weekAgoBytes: nullable(Count) });
const Disk = Type.Object({
  level: Type.Union([Type.Literal('fine'), Type.Literal('watch'), Type.Literal('act')], { description: 'As the sign disk-low judges it.' }), folder: Type.String(), freeBytes: Count, totalBytes: Count, neededBytes: Type.Integer({ description: 'Below this Saphan refuses to start.' }), databaseBytes: Count,
  stores: Type.Object({ register: nullable(Store), raw: nullable(Store), lake: nullable(Store) }, { description: 'As last measured; a worker measures every quarter of an hour.' }),
});

const FailingSource = Type.Object({
  id: Type.Integer(), name: Type.String(), kind: Type.String(), dataset: Dataset, agencyId: Type.String(), times: Type.Integer({ description: 'Failed runs in a row, among the last hundred.' }),
  since: InstantOrNull, suspendedAt: InstantOrNull, lastGoodAt: InstantOrNull, runId: nullable(Type.Integer()),
  problem: nullable(Type.Object({ code: Type.String(), th: Type.String(), en: Type.String(), nextTh: Type.String(), nextEn: Type.String() })),
});
const SlowRun = Type.Object({
  runId: Type.Integer(), state: Type.String(), startedAt: Instant, finishedAt: Instant, ms: Count, attempt: Type.Integer(), dataset: Dataset,
  step: nullable(Type.Object({ name: Type.String(), th: Type.String(), en: Type.String(), ms: Count })),
});
const Consumer = Type.Object({ name: Type.String(), behind: Type.Integer({ description: 'Events not heard yet, counted up to 1,000.' }), oldestAt: InstantOrNull, failures: Count, lastError: textOrNull });
const Sweep = Type.Object({ name: Type.String(), nextAt: Instant, endedAt: InstantOrNull, worker: textOrNull, failures: Count, lastError: textOrNull });
const Backups = Type.Object({
  backup: nullable(Type.Object({ id: Type.String(), at: Instant, releases: Count, missing: Count })),
  drill: nullable(Type.Object({ backup: Type.String(), at: Instant, releases: Count, mismatches: Count, seconds: Type.Number() })),
});
const Version = Type.Object({ running: Type.String(), migrations: Count, missing: Type.Array(Type.String()), lastMigration: nullable(Type.Object({ name: Type.String(), at: Instant })) });

const EdgeSeen = Type.Object({ system: Type.String(), services: Count, clockOffsetSeconds: Type.Integer(), lastSeenAt: Instant });

export const Operations = Type.Object({
  asOf: Instant, level: Type.Union([Type.Literal('fine'), Type.Literal('watch'), Type.Literal('act')]), signs: Type.Array(Sign),
  runs: Runs, workers: Type.Array(Worker), disk: Disk,
  sources: Type.Object({ failing: Count, suspended: Count, items: Type.Array(FailingSource) }),
  slowest: Type.Array(SlowRun), consumers: Type.Array(Consumer), sweeps: Type.Array(Sweep), backups: Backups, version: Version, edges: Type.Array(EdgeSeen, { description: 'Of each system the edge that was heard of last, within a week.' }),
});
export type Operations = Static<typeof Operations>;
/** What is seen, before it is judged. */
export type Facts = Omit<Operations, 'level' | 'signs' | 'disk'> & {
  disk: Omit<Operations['disk'], 'level'>;
  /** Since when there is this register. */
  since: string | null;
  /** When any worker was last heard of. */
  lastBeatAt: string | null;
  /** How the evidence ledger fares; its own page shows the rest. */
  ledger?: LedgerSeen | null;
};

export const WorkerParams = Type.Object({ name: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }) });
export const DrainBody = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  then: Type.Optional(Type.Union([Type.Literal('stay'), Type.Literal('again')], { description: 'stay (when left out): the supervisor starts no other until somebody says so; again: it starts another at once.' })),
}, { additionalProperties: false });
