import { partitionKinds, partitionWords, type PartitionBy } from '@saphan/contracts/partitions';
import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import type { Partition } from './partition.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const ColumnName = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$', description: 'A column of the contract.' });
const By = Type.Unsafe<PartitionBy>({ type: 'string', enum: partitionKinds, description: 'Partitions are named by day 2025-01-31, month 2025-01, year 2025, fiscal year 2568 (B.E.), crop year 2567/68, or by the values of the column.' });
const Reads = Type.Union([Type.Literal('current'), Type.Literal('former')], { description: 'Of a source that is read one partition at a time: the one of the day, or the one before it.' });
const Days = Type.Integer({ minimum: 0, maximum: 250 });
const Promise = Type.Object({
  first: Name, dueDays: Type.Integer({ ...Days, description: 'Working days after its end until a partition is due.' }), graceDays: Type.Integer({ ...Days, description: 'Working days more until the promise is broken.' }),
}, { additionalProperties: false, description: 'From this partition on, each is promised.' });

export const PartitioningBody = Type.Object({ by: By, column: ColumnName, reads: Type.Optional(Reads), promise: Type.Optional(nullable(Promise)) }, { additionalProperties: false });
export const PartitioningView = Type.Object({ by: By, column: Type.String(), reads: Reads, promise: nullable(Promise), changedAt: Instant, changedBy: Type.String() });
export const PartitioningFound = Type.Object({ partitioning: nullable(PartitioningView) });

export const PartitionName = Type.Object({ id: Type.String(), th: Type.String(), en: Type.String() });
export const BackfillAsked = Type.Union([
  Type.Object({ from: Name, to: Name }, { additionalProperties: false, description: 'All partitions from one to another.' }),
  Type.Object({ partitions: Type.Array(Name, { minItems: 1, maxItems: 1200 }) }, { additionalProperties: false, description: 'These partitions.' }),
]);
export const BackfillPlan = Type.Object({
  parts: Type.Array(Type.Object({ ...PartitionName.properties, rows: nullable(Type.Integer({ description: 'Rows that the release has of it now; null where it has too many partitions to tell.' })) })),
  secondsEach: nullable(Type.Number()), secondsAll: nullable(Type.Number()), runsMeasured: Type.Integer(), underWay: Type.Array(PartitionName, { description: 'Partitions of a backfill that is not over; with one of them none is started.' }),
});
const State = Type.Unsafe<'running' | 'paused' | 'cancelled' | 'done'>({ type: 'string', enum: ['running', 'paused', 'cancelled', 'done'] });
export const BackfillView = Type.Object({
  id: Type.Integer(), sourceId: Type.Integer(), sourceName: Type.String(), by: By, column: Type.String(), state: State, paused: nullable(Type.Object({ by: Type.String(), reason: Type.String() })),
  waitsForDecision: Type.Boolean({ description: 'A run of the dataset is held: the backfill goes on once that is decided.' }),
  madeAt: Instant, madeBy: Type.String(), finishedAt: nullable(Instant), first: PartitionName, last: PartitionName, parts: Type.Integer(), done: Type.Integer(), failed: Type.Integer(),
});
export const BackfillPart = Type.Object({
  ...PartitionName.properties, state: Type.String({ description: 'waiting, or the state of its run.' }), tries: Type.Integer(), runId: nullable(Type.Integer()), rows: nullable(Type.Integer()),
  counts: nullable(Type.Object({ added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() })),
  problem: nullable(Type.Object({}, { additionalProperties: true })), finishedAt: nullable(Instant), releaseNumber: nullable(Type.Integer()),
});
export const BackfillDetail = Type.Object({ ...BackfillView.properties, items: Type.Array(BackfillPart) });
export const BackfillList = Type.Object({ items: Type.Array(BackfillView) });
export type BackfillDetail = Static<typeof BackfillDetail>;

/** A partition with its name in both languages. */
export const viewPartition = ({ by, id }: Pick<Partition, 'by' | 'id'>): Static<typeof PartitionName> => ({ id, th: partitionWords(by, id, 'th'), en: partitionWords(by, id, 'en') });
export const partitionsOfKind = (by: PartitionBy, ids: readonly string[]) => ids.map((id) => viewPartition({ by, id }));
