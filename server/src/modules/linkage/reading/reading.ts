import { Type, type Static } from 'typebox';

const columnName = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$', description: 'A column of the contract.' });

const Deletes = Type.Union([
  Type.Object({ kind: Type.Literal('keep') }, { additionalProperties: false, description: 'Rows that vanish at the source stay until all of it is read.' }),
  Type.Object({
    kind: Type.Literal('reconcile'),
    everyRuns: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'All is read again after so many parts.' })),
    everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: 'All is read again after so many days.' })),
  }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('tombstone'), column: columnName, value: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false, description: 'A row whose column has this value says that its key is gone.' }),
]);

/** How a source is read. */
export const Reading = Type.Union([
  Type.Object({ mode: Type.Literal('snapshot') }, { additionalProperties: false, description: 'All of it, each time; a row that is missing is gone.' }),
  Type.Object({
    mode: Type.Literal('cursor'), column: columnName,
    overlap: Type.String({ maxLength: 40, description: 'How far before the last value reading begins again: an ISO 8601 duration (PT1H, P2D) for dates, a number for numbers.' }),
    deletes: Deletes,
  }, { additionalProperties: false, description: 'Rows that a column says are new or changed.' }),
  Type.Object({ mode: Type.Literal('append') }, { additionalProperties: false, description: 'Each fetch holds new rows only; a key that is there already is quarantined.' }),
]);
export type Reading = Static<typeof Reading>;
export type CursorReading = Extract<Reading, { mode: 'cursor' }>;

/** How much of a source a run's bytes hold, as it is kept with the run. */
export interface RunReach {
  scope: 'all' | 'part';
  /** Value behind which was read, in the source's own text; null for everything. */
  after: string | null;
  /** Rows that the source says it gave. */
  sourceRows: number | null;
}

export const wholeReach: RunReach = { scope: 'all', after: null, sourceRows: null };
