import { Type, type Static } from 'typebox';
import type { StoredRaw } from '../ports.ts';

const columnName = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$', description: 'A column of the contract.' });

const Deletes = Type.Union([
  Type.Object({ kind: Type.Literal('keep') }, { additionalProperties: false, description: 'Rows that vanish at the source stay until all of it is read.' }),
  Type.Object({
    kind: Type.Literal('reconcile'),
    everyRuns: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'All is read again after so many parts.' })),
    everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: 'All is read again after so many days.' })),
  }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('tombstone'), column: columnName, value: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false, description: 'A row whose column has this value says that its key is gone.' }),
  Type.Object({
    kind: Type.Literal('buckets'), everyRuns: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'Only with every so many runs; each one unless said.' })),
  }, { additionalProperties: false, description: 'The source sums hashes of its keys by bucket; where they differ from the release, keys are read and those that are missing are gone.' }),
]);

/** How a source is read. */
export const Reading = Type.Union([
  Type.Object({ mode: Type.Literal('snapshot') }, { additionalProperties: false, description: 'All of it, each time; a row that is missing is gone.' }),
  Type.Object({
    mode: Type.Literal('cursor'), column: columnName,
    overlap: Type.String({ maxLength: 40, description: 'How far before the last value reading begins again: an ISO 8601 duration (PT1H, P2D) for dates, a number for numbers.' }),
    deletes: Deletes,
  }, { additionalProperties: false, description: 'Rows that a column says are new or changed.' }),
  Type.Object({ mode: Type.Literal('changes') }, { additionalProperties: false, description: 'Every change that the source itself has logged: what was added, changed and deleted.' }),
  Type.Object({ mode: Type.Literal('append') }, { additionalProperties: false, description: 'Each fetch holds new rows only; a key that is there already is quarantined.' }),
]);
export type Reading = Static<typeof Reading>;
export type CursorReading = Extract<Reading, { mode: 'cursor' }>;

/** How much of a source a run's bytes hold, as it is kept with the run. */
export interface RunReach {
  scope: 'all' | 'part';
  /** Value behind which was read, in the source's own text; null for everything. */
  after: string | null;
  /** Of one partition: whether all of it came, so that rows which did not are gone. */
  partitionWhole?: boolean;
  /** Rows that the source says it gave. */
  sourceRows: number | null;
  /** Keys that are gone, as the source gave them. */
  gone?: StoredRaw | null;
  /** Every key that the source has in some buckets, and which buckets those are: one bit each, in base 64. */
  present?: { keys: StoredRaw; buckets: string; count: number } | null;
  /** What changed about the source's columns. */
  reshaped?: { th: string; en: string } | null;
}

export const wholeReach: RunReach = { scope: 'all', after: null, sourceRows: null };
