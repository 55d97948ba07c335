import { uuidPattern } from '@saphan/contracts/ids';
import { Type } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';

/** How sure the house is of whoever asks, as the API gives it. */
export const assuranceSchema = Type.Object({
  aal: Type.Integer({ minimum: 0, maximum: 3, description: 'Authenticator assurance level.' }),
  ial: Type.Integer({ minimum: 0, description: 'Identity assurance level × 10: 23 is IAL 2.3.' }),
});

const strict = { additionalProperties: false };
const method = Type.Union([Type.Literal('password'), Type.Literal('totp'), Type.Literal('passkey'), Type.Literal('recovery')]);
const password = Type.String({ minLength: 1, maxLength: 1_000 });
const code = Type.String({ minLength: 1, maxLength: 64 });
/** What the browser's own WebAuthn gives and takes; its fields are checked by the ceremony. */
const webauthn = Type.Object({ id: Type.String({ minLength: 1, maxLength: 1_500 }) }, { additionalProperties: true });

export const uuidParams = Type.Object({ id: Type.String({ pattern: uuidPattern }) });
export const passkeyParams = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,200}$' }) });
export const numberParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const nothingSchema = Type.Null();
export const emptyBody = Type.Object({}, strict);

export const whoSchema = Type.Object({
  name: Type.String(), role: Type.String(), roles: Type.Array(Type.String()), persona: Type.String(), personaTh: Type.String(), personaEn: Type.String(), agencies: Type.Array(Type.String()), ...assuranceSchema.properties,
});
export const personaSchema = Type.Object({ id: Type.String(), kind: Type.String(), th: Type.String(), en: Type.String() });
export const sessionSchema = Type.Object({
  who: Type.Union([whoSchema, Type.Null()]), personas: Type.Array(personaSchema), methods: Type.Array(method),
  may: Type.Array(Type.String(), { description: 'Names of the policies that let this person in, whatever the assurance.' }),
});
export const personaBody = Type.Object({ persona: Type.String({ maxLength: 100 }) }, strict);
export const chosenSchema = Type.Object({ who: whoSchema });

export const passwordBody = Type.Object({ userName: Type.String({ minLength: 1, maxLength: 400 }), password }, strict);
export const stepUpPasswordBody = Type.Object({ password }, strict);
export const codeBody = Type.Object({ code }, strict);
export const stateSchema = Type.Object({ state: Type.Union([Type.Literal('signed-in'), Type.Literal('second-factor')]), methods: Type.Array(method) });
export const ceremonySchema = Type.Object({ challengeId: Type.String(), options: Type.Object({}, { additionalProperties: true }) });
export const passkeyAnswerBody = Type.Object({ challengeId: Type.String({ pattern: uuidPattern }), response: webauthn }, strict);
export const welcomeBody = Type.Object({ code, userName: Type.Optional(Type.String({ maxLength: 400 })), displayName: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })), password }, strict);

export const passkeySchema = Type.Object({ id: Type.String(), name: Type.String(), deviceBound: Type.Boolean(), createdAt: Type.String(), usedAt: textOrNull });
export const passkeyListSchema = Type.Object({ items: Type.Array(passkeySchema) });
export const newPasskeyBody = Type.Object({ challengeId: Type.String({ pattern: uuidPattern }), name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }), response: webauthn }, strict);
export const totpSchema = Type.Object({ secret: Type.String(), uri: Type.String(), qrSvg: Type.String() });
export const codesSchema = Type.Object({ codes: Type.Array(Type.String()) });
export const changePasswordBody = Type.Object({ current: password, next: password }, strict);

export const mySessionListSchema = Type.Object({ items: Type.Array(Type.Object({
  id: Type.String(), current: Type.Boolean(), aal: Type.Integer(), methods: Type.Array(Type.String()), authenticatedAt: Type.String(), seenAt: Type.String(), agent: textOrNull, address: textOrNull,
  services: Type.Array(Type.Object({ clientId: Type.String(), nameTh: Type.String(), nameEn: Type.String(), startedAt: Type.String(), seenAt: Type.String(), endedAt: textOrNull })),
})) });
export const endedSchema = Type.Object({ ended: Type.Integer() });
export const historyQuery = Type.Object({ cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) });
export const historySchema = Type.Object({
  items: Type.Array(Type.Object({ id: Type.Integer(), at: Type.String(), outcome: Type.String(), methods: Type.Array(Type.String()), clientId: textOrNull, address: textOrNull, agent: textOrNull })), nextCursor: textOrNull,
});
export const alarmListSchema = Type.Object({ items: Type.Array(Type.Object({ id: Type.Integer(), at: Type.String(), kind: Type.String(), detail: Type.Object({}, { additionalProperties: true }), seenAt: textOrNull })) });
export const tokenListSchema = Type.Object({ items: Type.Array(Type.Object({
  id: Type.String(), name: Type.String(), hint: Type.String(), scopes: Type.Array(Type.String()), createdAt: Type.String(), expiresAt: Type.String(), usedAt: textOrNull,
})) });
export const newTokenBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }), scopes: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 100, uniqueItems: true }), days: Type.Integer({ minimum: 1, maximum: 366 }),
}, strict);
export const issuedTokenSchema = Type.Object({ id: Type.String(), token: Type.String({ description: 'Shown this once.' }), expiresAt: Type.String() });
