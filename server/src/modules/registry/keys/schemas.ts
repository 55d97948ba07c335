import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { closed, Instant, oneOf, Reason } from '../schemas.ts';
import { SystemKey, SystemParams } from '../systems/schemas.ts';

const Moment = Type.String({ maxLength: 40, description: 'ISO 8601 moment, or a day, C.E.' });
const GivenKey = Type.Union([Type.String({ minLength: 1, maxLength: 10_000 }), Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { maxProperties: 20 })], { description: 'JWK, or PEM of a public key or a certificate; never a private key' });

export const KeyParams = Type.Object({ ...SystemParams.properties, kid: Type.String({ maxLength: 43 }) });
export const KeyAsked = closed({ key: GivenKey });
export const KeyChallenge = Type.Object({ kid: Type.String(), algorithm: Type.String(), challenge: Type.String({ description: 'Sign these bytes (UTF-8)' }), expiresAt: Instant });
export const NewKey = closed({
  key: GivenKey, signature: Type.String({ minLength: 1, maxLength: 2000, description: 'Of the challenge, base64' }), custody: oneOf(['agency', 'hsm'] as const),
  notBefore: Type.Optional(Moment), notAfter: Type.Optional(Moment), note: Type.Optional(Type.String({ maxLength: 300 })),
  replaces: Type.Optional(closed({ kid: Type.String({ maxLength: 43 }), overlapHours: Type.Integer({ minimum: 0, maximum: 24 * 90 }) })),
});
export type NewKey = Static<typeof NewKey>;
export const Revocation = closed({ reason: Reason, revokedAt: Type.Optional(Moment) });
export type Revocation = Static<typeof Revocation>;
export const KeyAt = Type.Object({ at: Type.Optional(Moment) });
export const KeyAnswer = Type.Object({ ...SystemKey.properties, path: Type.String(), asOf: Instant, valid: Type.Boolean(), pem: nullable(Type.String()) });
export type KeyAnswer = Static<typeof KeyAnswer>;
