import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';
import { kindNames } from './kinds.ts';

const strict = { additionalProperties: false };
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Words = Type.Object({ th: Type.String(), en: Type.String() });
const Kind = Type.Enum(kindNames);
const Mode = Type.Union([Type.Literal('at-once'), Type.Literal('digest'), Type.Literal('never')]);
const Minute = Type.Integer({ minimum: 0, maximum: 1439, description: 'Minute of the day in Bangkok.' });
const AgencyId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' });

export const NoticesQuery = Type.Object({
  unread: Type.Optional(Type.Boolean()), agency: Type.Optional(AgencyId), before: Type.Optional(Type.Integer({ minimum: 1, description: 'Those older than this one.' })),
});
export const Notice = Type.Object({
  id: Type.Integer(), kind: Type.String(), kindName: Words, urgent: Type.Boolean(), agencyId: textOrNull, what: Words, todo: nullable(Words), by: nullable(Type.String({ description: 'ISO day' })), link: Type.String(),
  createdAt: Instant, readAt: nullable(Instant), settledAt: nullable(Instant), via: Type.String({ description: 'meant, or head or secretariat in place of somebody who is not there' }),
});
export const NoticeList = Type.Object({ items: Type.Array(Notice), unread: Type.Integer(), agencies: Type.Array(Type.String()), next: nullable(Type.Integer()) });
export const Unread = Type.Object({ unread: Type.Integer() });
export const MarkBody = Type.Object({ ids: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500, description: 'All when left out.' })), read: Type.Boolean() }, strict);

export const Settings = Type.Object({
  kinds: Type.Array(Type.Object({ kind: Type.String(), name: Words, urgent: Type.Boolean(), mail: Mode, usual: Mode })),
  quiet: nullable(Type.Object({ from: Minute, to: Minute })),
  address: nullable(Type.Object({ email: Type.String(), trouble: nullable(Type.Object({ reason: Type.String(), since: Instant })), waiting: nullable(Type.Object({ letters: Type.Integer(), since: Instant, reason: Type.String({ description: 'What the mail server said last; it is tried again by itself.' }) })) })),
});
export const SettingsBody = Type.Object({
  mail: Type.Optional(Type.Array(Type.Object({ kind: Kind, mail: Mode }, strict), { maxItems: 50 })),
  quiet: Type.Optional(nullable(Type.Object({ from: Minute, to: Minute }, strict))),
  tryAddressAgain: Type.Optional(Type.Literal(true)),
}, strict);
export const ReportTaken = Type.Object({ heeded: Type.Boolean() });

export const VacantAgency = Type.Object({
  agencyId: Type.String(), nameTh: Type.String(), nameEn: Type.String(), since: nullable(Type.String({ description: 'The first day without; null when there never was one.' })), hadOne: Type.Boolean(), hasHead: Type.Boolean(), noticedAt: nullable(Instant),
  waiting: Type.Array(Type.Object({ kind: Type.String(), name: Words, count: Type.Integer() })),
});
export type VacantAgency = Static<typeof VacantAgency>;
export const VacantAgencies = Type.Object({ items: Type.Array(VacantAgency) });

const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const kinds = Type.Array(Kind, { maxItems: 50, uniqueItems: true, description: 'None: every kind.' });
export const NewWebhook = Type.Object({ agencyId: Type.Optional(AgencyId), name, url: Type.String({ pattern: '^https?://', maxLength: 2000 }), kinds: Type.Optional(kinds) }, strict);
export const WebhookChange = Type.Object({ name: Type.Optional(name), kinds: Type.Optional(kinds), enabled: Type.Optional(Type.Boolean()) }, strict);
export const WebhookParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const Webhook = Type.Object({
  id: Type.Integer(), agencyId: textOrNull, name: Type.String(), url: Type.String(), kinds: Type.Array(Type.String()), formerSecretUntil: nullable(Instant), enabled: Type.Boolean(),
  failingSince: nullable(Instant), disabledWhy: nullable(Type.String({ description: 'person, failing or gone' })), lastSentAt: nullable(Instant), lastError: textOrNull, waiting: Type.Integer(), createdAt: Instant, createdBy: Type.String(),
});
export type Webhook = Static<typeof Webhook>;
export const WebhookList = Type.Object({ items: Type.Array(Webhook), kinds: Type.Array(Type.Object({ kind: Type.String(), name: Words })) });
export const WebhookSecret = Type.Object({ ...Webhook.properties, secret: Type.String({ description: 'whsec_…; told once.' }) });
export const Delivery = Type.Object({
  id: Type.String(), noticeId: nullable(Type.Integer()), createdAt: Instant, nextAt: nullable(Instant), attempts: Type.Integer(), endedAt: nullable(Instant), outcome: textOrNull, lastStatus: nullable(Type.Integer()), lastError: textOrNull,
});
export const DeliveryList = Type.Object({ items: Type.Array(Delivery) });
export const TriedSchema = Type.Object({ ok: Type.Boolean(), status: nullable(Type.Integer()), ...Words.properties });
