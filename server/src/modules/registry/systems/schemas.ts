import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { Assurance, closed, English, Instant, oneOf, Reason, Thai, Version } from '../schemas.ts';

export const systemKinds = ['consumer', 'provider', 'both'] as const;
export const systemStates = ['active', 'suspended', 'ended'] as const;
export type SystemState = (typeof systemStates)[number];

const said = {
  nameTh: Thai(200), nameEn: English(200), kind: oneOf(systemKinds), minAssurance: Assurance,
  clientId: Type.Optional(nullable(Type.String({ maxLength: 100, description: 'The sign-on client of the same agency that asks for its tokens' }))), contact: Type.Optional(nullable(Type.String({ maxLength: 300 }))),
};
export const NewSystem = closed({ agencyId: Type.String({ maxLength: 31 }), code: Type.String({ maxLength: 41, pattern: '^[a-z][a-z0-9-]{1,40}$' }), ...said });
export type NewSystem = Static<typeof NewSystem>;
export const ChangedSystem = closed({ version: Version, reason: Reason, state: oneOf(systemStates), ...said });
export type ChangedSystem = Static<typeof ChangedSystem>;

export const SystemParams = Type.Object({ agency: Type.String({ maxLength: 31 }), code: Type.String({ maxLength: 41 }) });
export const SystemsQuery = Type.Object({
  agency: Type.Optional(Type.String({ maxLength: 31 })), state: Type.Optional(oneOf(systemStates)), kind: Type.Optional(oneOf(['consumer', 'provider'] as const)),
  mine: Type.Optional(Type.Boolean({ description: 'Those that whoever asks may change' })),
});

export const System = Type.Object({
  id: Type.Integer(), path: Type.String(), code: Type.String(), agency: agencySchema, nameTh: Type.String(), nameEn: Type.String(), kind: oneOf(systemKinds), state: oneOf(systemStates),
  minAssurance: Type.Integer(), clientId: nullable(Type.String()), version: Type.Integer(), keys: Type.Integer({ description: 'Keys that are valid now' }),
  keysEndOn: nullable(Instant), services: Type.Integer({ description: 'Data services that are not retired' }), mayKeep: Type.Boolean(),
});
export type System = Static<typeof System>;
export const SystemList = Type.Object({ items: Type.Array(System) });

export const keyStates = ['valid', 'not-yet', 'expired', 'replaced', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];
export const SystemKey = Type.Object({
  kid: Type.String(), jwk: Type.Record(Type.String(), Type.String()), algorithm: Type.String(), custody: Type.String(), state: oneOf(keyStates), notBefore: Instant, notAfter: Instant,
  revokedAt: nullable(Instant), endReason: nullable(Type.String()), note: nullable(Type.String()), by: Type.String(), at: Instant,
});
export type SystemKey = Static<typeof SystemKey>;
const HistoryLine = Type.Object({ at: Instant, by: Type.String(), what: Type.String(), kid: nullable(Type.String()), reason: nullable(Type.String()) });
export const SystemPage = Type.Object({
  ...System.properties, contact: nullable(Type.String()), changedBy: Type.String(), changedAt: Instant, keyList: Type.Array(SystemKey), history: Type.Array(HistoryLine),
  serviceList: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), state: Type.String() })),
});
export type SystemPage = Static<typeof SystemPage>;
export const SystemSaid = Type.Object({ path: Type.String(), version: Type.Integer() });
