import { Type, type Static } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';
import { uuidPattern } from '@saphan/contracts/ids';

const text = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const stateSchema = Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('suspended'), Type.Literal('closed')]);
const givenRole = Type.Union([Type.Literal('operator'), Type.Literal('secretariat'), Type.Literal('steward'), Type.Literal('reader'), Type.Literal('agency-admin'), Type.Literal('auditor')]);

export const accountParams = Type.Object({ id: Type.String({ pattern: uuidPattern }) });
export const tokenParams = Type.Object({ id: Type.String({ pattern: uuidPattern }), tokenId: Type.String({ pattern: uuidPattern }) });
export const grantParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const reasonSchema = Type.Object({ reason: text }, { additionalProperties: false });

export const accountSchema = Type.Object({
  id: Type.String(), kind: Type.Union([Type.Literal('person'), Type.Literal('service')]), personId: textOrNull, userName: textOrNull, displayName: Type.String(),
  state: stateSchema, stateReason: textOrNull, ownerAgencyId: textOrNull, source: Type.String(), demo: Type.Boolean(), createdAt: Type.String(),
});
export type Account = Static<typeof accountSchema>;

export const newAccountSchema = Type.Object({ personId: Type.String({ pattern: uuidPattern }), userName: Type.Optional(Type.String({ maxLength: 254 })), displayName: Type.Optional(text) }, { additionalProperties: false });

export const accountListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })), state: Type.Optional(stateSchema), agency: Type.Optional(Type.String()), cursor: Type.Optional(Type.String({ pattern: uuidPattern })),
});

export const grantSchema = Type.Object({ id: Type.Integer(), role: Type.String(), agencyId: textOrNull, since: Type.String(), until: textOrNull });
export const newGrantSchema = Type.Object({ role: givenRole, agencyId: Type.Optional(Type.String()), until: Type.Optional(Type.String({ format: 'date-time' })), documentNo: Type.Optional(text) }, { additionalProperties: false });

export const accountDetailSchema = Type.Object({
  ...accountSchema.properties,
  grants: Type.Array(grantSchema),
  mandates: Type.Array(Type.Object({ id: Type.Integer(), source: Type.String(), agencyId: Type.String(), kind: Type.String(), titleTh: Type.String(), titleEn: Type.String(), roles: Type.Array(Type.String()), powers: Type.Array(Type.String()), until: textOrNull })),
  sessions: Type.Array(Type.Object({ id: Type.String(), aal: Type.Integer(), methods: Type.Array(Type.String()), authenticatedAt: Type.String(), seenAt: Type.String(), agent: textOrNull, address: textOrNull })),
  tokens: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), hint: Type.String(), scopes: Type.Array(Type.String()), expiresAt: Type.String(), usedAt: textOrNull })),
  history: Type.Array(Type.Object({ at: Type.String(), outcome: Type.String(), methods: Type.Array(Type.String()), clientId: textOrNull, agent: textOrNull })),
});
export type AccountDetail = Static<typeof accountDetailSchema>;

export const invitationSchema = Type.Object({ code: Type.String({ description: 'Shown once.' }), expiresAt: Type.String(), url: Type.String() });
export const slipSchema = Type.Object({ accountId: Type.Optional(Type.String()), ...invitationSchema.properties, displayName: Type.String(), userName: textOrNull, qrSvg: Type.String() });
export const closedSchema = Type.Object({ sessions: Type.Integer(), tokens: Type.Integer(), grants: Type.Integer() });
export const slipsBody = Type.Object({ accountIds: Type.Array(Type.String({ pattern: uuidPattern }), { minItems: 1, maxItems: 100, uniqueItems: true }) }, { additionalProperties: false });
export const nameSchema = Type.Object({ displayName: text }, { additionalProperties: false });

export const newServiceAccountSchema = Type.Object({ agencyId: Type.String({ minLength: 1 }), displayName: text }, { additionalProperties: false });
export const newServiceTokenSchema = Type.Object({
  name: text, scopes: Type.Array(Type.String({ pattern: '^[a-z][a-z-]*(?:[.:][a-z-]+)?$' }), { minItems: 1, maxItems: 20, uniqueItems: true }), days: Type.Integer({ minimum: 1, maximum: 366 }),
}, { additionalProperties: false });
export const serviceTokenSchema = Type.Object({ id: Type.String(), token: Type.String({ description: 'Shown once.' }), expiresAt: Type.String() });

export const alarmSchema = Type.Object({ id: Type.Integer(), at: Type.String(), accountId: Type.String(), displayName: Type.String(), kind: Type.String(), detail: Type.Unknown(), seenAt: textOrNull });

export const adoptableSchema = Type.Object({ total: Type.Integer(), items: Type.Array(Type.Object({ id: Type.String(), displayName: Type.String(), userName: Type.Union([Type.String(), Type.Null()]) }), { description: 'The first of them.' }) });
