import { Type, type Static } from 'typebox';
import { clientStateSchema } from '../schemas.ts';

const maybe = (maxLength: number) => Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]));
const uri = Type.String({ minLength: 8, maxLength: 500 });

const tlsSubject = Type.Object({ kind: Type.Union([Type.Literal('dn'), Type.Literal('dns'), Type.Literal('uri'), Type.Literal('ip'), Type.Literal('email')]), value: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false, description: 'By which name of its certificate it is known (RFC 8705 §2.1.2).' });

/** What the owner of a service may say of it. */
const changeable = {
  nameTh: Type.String({ minLength: 2, maxLength: 120 }), nameEn: Type.String({ minLength: 2, maxLength: 120 }), purposeTh: maybe(500), purposeEn: maybe(500), homeUrl: maybe(500),
  redirectUris: Type.Array(uri, { maxItems: 20 }), postLogoutRedirectUris: Type.Optional(Type.Array(uri, { maxItems: 20 })), backchannelLogoutUri: maybe(500), jwksUri: maybe(500), tlsSubject: Type.Optional(Type.Union([tlsSubject, Type.Null()])),
  authMethod: Type.Union([Type.Literal('client_secret_basic'), Type.Literal('client_secret_post'), Type.Literal('private_key_jwt'), Type.Literal('tls_client_auth'), Type.Literal('self_signed_tls_client_auth'), Type.Literal('none')]),
  scopes: Type.Array(Type.String({ pattern: '^[a-z_]{2,30}$' }), { minItems: 1, maxItems: 10 }),
  minAal: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })), minIal: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
  allowedCidrs: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 })),
};
export const clientChangeSchema = Type.Object(changeable, { additionalProperties: false });
export type ClientChange = Static<typeof clientChangeSchema>;

export const newClientSchema = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{2,40}$' }), agencyId: Type.String({ minLength: 2, maxLength: 31 }), tier: Type.Optional(Type.Union([Type.Literal('standard'), Type.Literal('exchange')])), ...changeable,
}, { additionalProperties: false });
export type NewClient = Static<typeof newClientSchema>;

const nullable = Type.Union([Type.String(), Type.Null()]);
export const clientCardSchema = Type.Object({
  id: Type.String(), agencyId: nullable, nameTh: Type.String(), nameEn: Type.String(), homeUrl: nullable, state: clientStateSchema, tier: Type.String(), changedAt: Type.String(),
});
export const clientPageSchema = Type.Object({
  ...clientCardSchema.properties, purposeTh: nullable, purposeEn: nullable, redirectUris: Type.Array(Type.String()), postLogoutRedirectUris: Type.Array(Type.String()), backchannelLogoutUri: nullable, jwksUri: nullable, tlsSubject: Type.Union([tlsSubject, Type.Null()]),
  authMethod: Type.String(), scopes: Type.Array(Type.String()), minAal: Type.Integer(), minIal: Type.Integer(), allowedCidrs: Type.Array(Type.String()), oldSecretUntil: nullable,
  approvedBy: nullable, approvedAt: nullable, createdAt: Type.String(), createdBy: Type.String(),
});
export type ClientPage = Static<typeof clientPageSchema>;
