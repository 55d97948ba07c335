import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';
import { offeredTypes } from './event-types.ts';

const strict = { additionalProperties: false };
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Words = Type.Object({ th: Type.String(), en: Type.String() });
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const AgencyId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' });
const Types = Type.Array(Type.String({ maxLength: 60 }), { maxItems: offeredTypes.length, uniqueItems: true, description: 'None: every type.' });
const Place = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const CloudEventSchema = Type.Object({
  specversion: Type.Literal('1.0'), id: Type.String(), source: Type.String(), type: Type.String(), subject: Type.String(), time: Instant, datacontenttype: Type.Literal('application/json'),
  sequence: Type.String({ description: 'The place of the event; ask again with after=the last one.' }), data: Type.Record(Type.String(), Type.Unknown()),
}, { description: 'CloudEvents 1.0' });
export const FeedEvents = Type.Array(CloudEventSchema);
export const FeedQuery = Type.Object({
  after: Type.Optional(Place), types: Type.Optional(Type.String({ maxLength: 600, description: 'With commas between; all when left out.' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25, description: 'Seconds to wait for an event when there is none.' })),
});

export const Subscription = Type.Object({
  id: Type.Integer(), agencyId: textOrNull, systemPath: textOrNull, name: Type.String(), url: Type.String(), types: Type.Array(Type.String()), formerSecretUntil: nullable(Instant), enabled: Type.Boolean(),
  restingWhy: nullable(Type.String({ description: 'person or gone' })), failingSince: nullable(Instant), lastSentAt: nullable(Instant), lastErrorTh: textOrNull, lastErrorEn: textOrNull, waiting: Type.Integer(), dead: Type.Integer(), taken: Type.Integer({ description: 'In the last thirty days.' }),
  version: Type.Integer(), createdAt: Instant, createdBy: Type.String(), changedAt: Instant, changedBy: Type.String(),
});
export type Subscription = Static<typeof Subscription>;
export const SubscriptionList = Type.Object({ items: Type.Array(Subscription), types: Type.Array(Type.Object({ type: Type.String(), name: Words })), agencies: nullable(Type.Array(Type.String(), { description: 'Whose the asker may set up; null: any.' })) });
export const SubscriptionSecret = Type.Object({ ...Subscription.properties, secret: Type.String({ description: 'whsec_…; told once.' }) });
export const NewSubscription = Type.Object({
  agencyId: Type.Optional(AgencyId), systemPath: Type.Optional(Type.String({ maxLength: 120, pattern: '^TH/GOV/[a-z0-9-]+/[a-z][a-z0-9-]{1,40}$' })), name: Name, url: Type.String({ pattern: '^https?://', maxLength: 2000 }), types: Type.Optional(Types),
}, strict);
export const SubscriptionChange = Type.Object({ version: Type.Integer({ minimum: 1 }), name: Type.Optional(Name), types: Type.Optional(Types), enabled: Type.Optional(Type.Boolean()) }, strict);
export const SubscriptionParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const TriedSchema = Type.Object({ ok: Type.Boolean(), status: nullable(Type.Integer()), ...Words.properties });

export const DeliveriesQuery = Type.Object({
  show: Type.Optional(Type.Unsafe<'dead' | 'waiting' | 'taken' | 'let-go'>({ type: 'string', enum: ['dead', 'waiting', 'taken', 'let-go'] })), before: Type.Optional(Place),
});
export const EventDelivery = Type.Object({
  id: Type.String(), position: Type.Integer(), eventId: Type.String(), type: Type.String(), subject: Type.String(), happenedAt: Instant, nextAt: nullable(Instant), attempts: Type.Integer(), endedAt: nullable(Instant),
  outcome: nullable(Type.String({ description: 'taken, dead or let-go' })), lastStatus: nullable(Type.Integer()), lastErrorTh: textOrNull, lastErrorEn: textOrNull,
  letGo: nullable(Type.Object({ by: Type.String(), why: Type.String() })),
});
export const EventDeliveries = Type.Object({ subscription: Subscription, items: Type.Array(EventDelivery), next: nullable(Type.Integer()) });
const DeadLetters = Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 500, description: 'All dead letters when left out.' }));
export const Resend = Type.Object({ ids: DeadLetters }, strict);
export const LetGo = Type.Object({ ids: DeadLetters, reason: Type.String({ minLength: 3, maxLength: 200, pattern: '\\S\\s*\\S\\s*\\S' }) }, strict);
export const LetGone = Type.Object({ letGo: Type.Integer() });
export const Resent = Type.Object({ resent: Type.Integer() });
