import { type Static, Type } from 'typebox';

const headers = Type.Array(Type.Tuple([Type.String({ pattern: '^[a-z0-9!#$%&\'*+.^_`|~-]{1,100}$' }), Type.String({ maxLength: 16_384, pattern: '^[\\x20-\\x7e\\t]*$' })]), { maxItems: 100 });
const instance = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });
const slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' });

/** What an edge says when it asks for work. */
export const AskForWork = Type.Object({
  instance, version: Type.String({ maxLength: 40 }), services: Type.Array(slug, { maxItems: 200 }),
  direct: Type.Union([Type.String({ maxLength: 300, pattern: '^https?://[^/?#@]+$' }), Type.Null()]),
  waitMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 25_000 })),
}, { additionalProperties: false });
export type AskForWork = Static<typeof AskForWork>;

export const AnswerSaid = Type.Object({ instance, status: Type.Integer({ minimum: 200, maximum: 599 }), headers }, { additionalProperties: false });

/** Evidence of one direct exchange: what both sides signed, and their signatures. */
export const DirectEvidence = Type.Object({
  id: Type.String({ format: 'uuid', pattern: '^[0-9a-f-]{36}$' }),
  requestBase: Type.String({ minLength: 1, maxLength: 65_536 }), requestSignature: Type.String({ minLength: 1, maxLength: 2048 }),
  responseBase: Type.String({ minLength: 1, maxLength: 65_536 }), responseSignature: Type.String({ minLength: 1, maxLength: 2048 }),
}, { additionalProperties: false });
export type DirectEvidence = Static<typeof DirectEvidence>;
export const HandIn = Type.Object({ items: Type.Array(DirectEvidence, { minItems: 1, maxItems: 50 }) }, { additionalProperties: false });
export const HandedIn = Type.Object({ taken: Type.Array(Type.String()), refused: Type.Array(Type.Object({ id: Type.String(), th: Type.String(), en: Type.String() })) });
export type HandedIn = Static<typeof HandedIn>;
