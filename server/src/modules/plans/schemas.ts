import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';

// In lists of thousands a union would be tried branch by branch for each value; a list of types is written straight.
const textOrNull = () => Type.Unsafe<string | null>({ type: ['string', 'null'] });
const countOrNull = () => Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0 });
const day = () => Type.String({ description: 'YYYY-MM-DD' });
const instant = () => Type.String({ format: 'date-time' });
const count = () => Type.Integer({ minimum: 0 });

export const states = ['fresh', 'stale', 'failing', 'held', 'overdue', 'planned'] as const;
export type DatasetState = (typeof states)[number];
export const stateSchema = Type.Unsafe<DatasetState>({ type: 'string', enum: states });

const releaseSchema = Type.Object({ number: Type.Integer(), publishedAt: instant(), rowCount: Type.Integer() });

/** A dataset in a list: the record, its state now and what the state rests on. */
export const datasetCardSchema = Type.Object({
  slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: agencySchema, synthetic: Type.Boolean(), state: stateSchema,
  dueOn: nullable(day()), firstLinkedAt: nullable(instant()), currentRelease: nullable(releaseSchema), promiseHours: nullable(Type.Integer()),
});
export type DatasetCard = Static<typeof datasetCardSchema>;

export const datasetListSchema = Type.Object({ items: Type.Array(datasetCardSchema), nextCursor: nullable(Type.String()) });

export const datasetPageSchema = Type.Object({
  ...datasetCardSchema.properties,
  descriptionTh: nullable(Type.String()),
  descriptionEn: nullable(Type.String()),
  createdAt: instant(),
  freshness: Type.Object({
    promiseHours: nullable(Type.Integer()), maxDataAgeDays: nullable(Type.Integer()), confirmedAt: nullable(instant()), dataAsOf: nullable(day()),
    ageHours: nullable(Type.Number()), dueAt: nullable(instant()), state: nullable(Type.Union([Type.Literal('fresh'), Type.Literal('stale')])),
  }),
  plan: Type.Object({
    dueOn: nullable(day()), baselineDueOn: nullable(day()),
    changes: Type.Array(Type.Object({ at: instant(), dueOn: day(), reason: Type.String(), by: Type.String() })),
  }),
});
export type DatasetPage = Static<typeof datasetPageSchema>;

export const planSchema = Type.Object({ dueOn: Type.String({ maxLength: 10 }), reason: Type.String({ maxLength: 1000 }) }, { additionalProperties: false });

const countsSchema = Type.Object({ fresh: count(), stale: count(), failing: count(), held: count(), overdue: count(), planned: count() });
export type StateCounts = Static<typeof countsSchema>;

const cellSchema = Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), state: stateSchema, dueOn: textOrNull() });

const agencyRowSchema = Type.Object({
  agency: agencySchema, cells: Type.Array(cellSchema), counts: countsSchema, linked: count(), total: count(), nextDueOn: nullable(day()),
});

/** Facts up to the as-of day; `planned` (cumulative due dates) also after it, where the facts are null. */
const burnupPointSchema = Type.Object({
  on: day(), planned: count(), linked: countOrNull(), fresh: countOrNull(), stale: countOrNull(), failing: countOrNull(), held: countOrNull(),
});

const steps = ['no-source', 'contract', 'run', 'held', 'rejected'] as const;
export const stepSchema = Type.Unsafe<(typeof steps)[number]>({ type: 'string', enum: steps });

const overdueSchema = Type.Object({
  slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: agencySchema, dueOn: day(), daysLate: Type.Integer(), step: stepSchema,
  stepTh: Type.String(), stepEn: Type.String(), responsibleTh: Type.String(), responsibleEn: Type.String(),
});

/** Linear, from the weeks recorded, at most the last eight. */
const forecastSchema = Type.Object({
  linkedByEnd: Type.Integer(), endOn: day(), perWeek: Type.Number(), neededPerWeek: Type.Number(), weeksSeen: Type.Integer(),
});

export const boardSchema = Type.Object({
  asOf: day(),
  recordedAt: instant(),
  totals: Type.Object({ datasets: count(), linked: count(), ...countsSchema.properties, plannedByNow: count() }),
  agencies: Type.Array(agencyRowSchema),
  burnup: Type.Array(burnupPointSchema),
  overdue: Type.Array(overdueSchema),
  forecast: nullable(forecastSchema),
});
export type Board = Static<typeof boardSchema>;
export type BoardCell = Static<typeof cellSchema>;
export type AgencyRow = Static<typeof agencyRowSchema>;
export type BurnupPoint = Static<typeof burnupPointSchema>;
export type Overdue = Static<typeof overdueSchema>;
export type Forecast = Static<typeof forecastSchema>;
