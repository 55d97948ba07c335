import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
const closed = <P extends Record<string, any>>(properties: P) => Type.Object(properties, { additionalProperties: false });
export const kinds = ['rows', 'lookup', 'predicate', 'aggregate', 'bulk'] as const;
const Name = Type.String({ minLength: 1, maxLength: 63 });
const Kind = oneOf(kinds);
const Value = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), closed({ param: Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$', description: 'A value that the caller names beside the key' }) })]);
const Condition = closed({
  name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }), titleTh: Type.String({ minLength: 1, maxLength: 200 }), titleEn: Type.String({ minLength: 1, maxLength: 200 }),
  all: Type.Array(closed({ column: Name, op: oneOf(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'is-null'] as const), values: Type.Optional(Type.Array(Value, { maxItems: 200 })) }), { maxItems: 10, description: 'All must hold; with none, the record need only be there.' }),
});

const settings = {
  columns: Type.Optional(Type.Array(Name, { maxItems: 500, description: 'Columns that the service has; every column that is not personal when left out. Personal ones must be named here, and again in an agreement.' })),
  conditions: Type.Optional(Type.Array(Condition, { maxItems: 20, description: 'Questions of a `predicate` service' })),
  groupColumns: Type.Optional(Type.Array(Name, { maxItems: 20, description: 'Columns that an `aggregate` service may be grouped by' })),
  suppressBelow: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Figures of fewer rows are not told; 5 when left out' })),
};
export const NewHostedService = closed({
  dataset: Name, kind: Kind, slug: Type.Optional(Type.String({ maxLength: 63, pattern: '^[a-z][a-z0-9-]{1,62}$' })), titleTh: Type.Optional(Type.String({ maxLength: 200 })), titleEn: Type.Optional(Type.String({ maxLength: 200 })),
  key: Type.Optional(Type.Array(Name, { maxItems: 5, description: 'Columns that name one record; the primary key when left out' })), ...settings,
});
export type NewHostedService = Static<typeof NewHostedService>;
export const ChangedHostedService = closed({ version: Type.Integer({ minimum: 1, description: 'The version that was seen' }), reason: Type.String({ minLength: 1, maxLength: 500 }), acceptBreaking: Type.Optional(Type.Boolean()), ...settings });
export type ChangedHostedService = Static<typeof ChangedHostedService>;
export type OfferSettings = Pick<NewHostedService, 'columns' | 'key' | 'conditions' | 'groupColumns' | 'suppressBelow'>;

const Column = Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String(), personal: nullable(Type.String()), pseudonymised: Type.Boolean() });
const words = { titleTh: Type.String(), titleEn: Type.String() };
const HostedLine = Type.Object({ slug: Type.String(), ...words, kind: Kind, state: Type.String() });
export const HostingChoices = Type.Object({
  dataset: Type.Object({ slug: Type.String(), ...words, agencyId: Type.String() }), release: nullable(Type.Object({ number: Type.Integer(), rows: Type.Integer() })), columns: Type.Array(Column), key: Type.Array(Type.String()),
  groupColumns: Type.Array(Type.String()), services: Type.Array(HostedLine),
});
export type HostingChoices = Static<typeof HostingChoices>;
export const HostedService = Type.Object({
  ...HostedLine.properties, dataset: Type.Object({ slug: Type.String(), ...words }), version: Type.Integer(), contractVersion: Type.Integer(), columns: Type.Array(Column), available: Type.Array(Column), key: Type.Array(Type.String()), conditions: Type.Array(Condition),
  groupColumns: Type.Array(Type.String()), suppressBelow: Type.Integer(), changedBy: Type.String(), changedAt: Type.String(), reason: nullable(Type.String()),
  release: nullable(Type.Object({ number: Type.Integer(), contentHash: Type.String() })),
  served: nullable(Type.Object({
    state: oneOf(['filling', 'ready', 'refused', 'dropped'] as const), release: Type.Integer(), rows: Type.Integer(), of: nullable(Type.Integer()),
    problem: nullable(Type.Object({ code: Type.String(), th: Type.Optional(Type.String()), en: Type.Optional(Type.String()), detailTh: Type.Optional(Type.String()), detailEn: Type.Optional(Type.String()) })),
  }, { description: 'Rows on their way into the register, or in it; null for kinds that are read from the release' })),
});
export type HostedService = Static<typeof HostedService>;
export const HostedSaid = Type.Object({ slug: Type.String(), version: Type.Integer() });
export const HostedParams = Type.Object({ slug: Type.String({ maxLength: 63 }) });
