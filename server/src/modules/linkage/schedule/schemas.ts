import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { DatasetRef, Slug } from '../schemas.ts';
import { ScheduleRule } from './rule.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const At = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Window = Type.Object({ from: At, to: At }, { additionalProperties: false, description: 'Bangkok times of day within which a run may start; from later than to spans midnight.' });
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });

export const ScheduleBody = Type.Object({
  rule: nullable(ScheduleRule),
  window: Type.Optional(nullable(Window)),
  jitterMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 120, description: 'The start is put off by up to so long, so that not all start at once.' })),
  after: Type.Optional(Type.Array(Slug, { maxItems: 20, description: 'A new release of any of these datasets starts a run.' })),
  overlap: Type.Optional(Type.Union([Type.Literal('skip'), Type.Literal('queue')], { description: 'While a run of the dataset is under way: leave the time out, or wait (one at most).' })),
  priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 9, description: '1 starts first; 5 when left out.' })),
  graceMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 44_640, description: 'So long after its start a delivery is still on time; 120 when left out.' })),
}, { additionalProperties: false });
export const PauseBody = Type.Object({ reason: Reason }, { additionalProperties: false });

export const ScheduleView = Type.Object({
  sourceId: Type.Integer(), rule: nullable(ScheduleRule), window: nullable(Window), jitterMinutes: Type.Integer(),
  after: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
  overlap: Type.Union([Type.Literal('skip'), Type.Literal('queue')]), priority: Type.Integer(), graceMinutes: Type.Integer(),
  nextAt: nullable(Instant), startAt: nullable(Instant), upcoming: Type.Array(Instant, { description: 'The next five nominal times.' }),
  paused: nullable(Type.Object({ at: Instant, by: Type.String(), reason: Type.String() })),
  suspended: nullable(Type.Object({ at: Instant, problem: Type.Object({}, { additionalProperties: true }) }, { description: 'Stopped by the house: the source refused its sign-in twice.' })),
  changedAt: Instant, changedBy: Type.String(),
});
export type ScheduleView = Static<typeof ScheduleView>;
export const ScheduleFound = Type.Object({ schedule: nullable(ScheduleView) });
export const ScheduleTimes = Type.Object({ upcoming: Type.Array(Instant) });
export const ScheduleTimesBody = Type.Object({ rule: ScheduleRule, window: Type.Optional(nullable(Window)) }, { additionalProperties: false });

const DeliveryState = Type.Union([Type.Literal('fresh'), Type.Literal('due'), Type.Literal('late'), Type.Literal('breached')], { description: 'fresh: delivered on time; due: still in time; late: behind its grace; breached: behind the promise of the contract.' });
export const Delivery = Type.Object({
  sourceId: Type.Integer(), nominalAt: Instant, startAt: Instant, dueBy: Instant, breachedAt: Instant, cause: Type.String(), outcome: Type.String(), reason: nullable(Type.String()), missed: Type.Integer(),
  state: DeliveryState, deliveredAt: nullable(Instant), run: nullable(Type.Object({ id: Type.Integer(), state: Type.String() })),
});
export const DeliveryList = Type.Object({ items: Type.Array(Delivery) });
export const DeliveryQuery = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) });

export const AgendaQuery = Type.Object({
  day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Bangkok day; today when left out.' })), agency: Type.Optional(Type.String({ maxLength: 31 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export const AgendaItem = Type.Object({
  dataset: DatasetRef, sourceId: Type.Integer(), sourceName: Type.String(), nominalAt: nullable(Instant), startAt: nullable(Instant), priority: Type.Integer(),
  state: Type.String({ description: 'suspended, breached, late, due, running, planned, paused or fresh; in this order.' }), run: nullable(Type.Object({ id: Type.Integer(), state: Type.String() })),
  outcome: nullable(Type.String()), reason: nullable(Type.String()), missed: Type.Integer(), why: nullable(Type.Object({ th: Type.String(), en: Type.String() })),
});
export const Agenda = Type.Object({ day: Type.String(), working: Type.Boolean(), pausedAll: nullable(Type.Object({ at: Instant, by: Type.String(), reason: Type.String() })), counts: Type.Record(Type.String(), Type.Integer()), items: Type.Array(AgendaItem) });
