import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { stateSchema } from '../schemas.ts';

/** The way of a dataset, in the order in which it is planned. */
export const milestoneIds = ['requested', 'surveyed', 'connected', 'agreed', 'run', 'accepted', 'steady'] as const;
export type MilestoneId = (typeof milestoneIds)[number];
const idSchema = Type.Unsafe<MilestoneId>({ type: 'string', enum: [...milestoneIds] });

const day = () => Type.String({ description: 'YYYY-MM-DD' });
const count = () => Type.Integer({ minimum: 0 });

export const Milestone = Type.Object({
  id: idSchema,
  baselineOn: nullable(day()), reachedOn: nullable(day()),
  expectedOn: nullable(Type.String({ description: 'YYYY-MM-DD; not reached: the earliest day it can be, by the present due date and what is still to be done.' })),
});
export type Milestone = Static<typeof Milestone>;

const Change = Type.Object({ at: Type.String({ format: 'date-time' }), dueOn: day(), reason: Type.String(), by: Type.String() });
const way = {
  slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: agencySchema, state: stateSchema,
  baselineOn: nullable(Type.String({ description: 'The first due date.' })), dueOn: nullable(day()),
  currentOn: nullable(Type.String({ description: 'The day of the first release, or the earliest day it can be.' })),
  slipDays: nullable(Type.Integer({ description: 'Days from baselineOn to currentOn; negative: earlier.' })),
  next: nullable(idSchema), milestones: Type.Array(Milestone), changes: Type.Array(Change, { description: 'Due dates after the first, each with its reason.' }),
};
export const DatasetWay = Type.Object(way);
export type DatasetWay = Static<typeof DatasetWay>;

const asOf = { asOf: day(), recordedAt: Type.String({ format: 'date-time' }) };
export const DatasetMilestones = Type.Object({ ...asOf, ...way });
export const BoardMilestones = Type.Object({
  ...asOf, datasets: Type.Integer({ minimum: 0, description: 'Datasets with a due date.' }), slipped: Type.Integer({ minimum: 0, description: 'Of them, later than their first due date.' }), worstDays: count(),
  agencies: Type.Array(Type.Object({
    agency: agencySchema, datasets: count(), slipped: count(), worstDays: count(),
    stuck: nullable(Type.Object({ id: idSchema, count: count() }, { description: 'What most of the late ones have not reached.' })),
  })),
  items: Type.Array(DatasetWay, { description: 'Those that slipped, furthest first.' }),
});
export type BoardMilestones = Static<typeof BoardMilestones>;
