import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { closed } from '../schemas.ts';

export const CredentialsAsked = closed({ bound: Type.Boolean({ description: 'Whether each token must be bound to a key (DPoP, RFC 9449): assurance 2 instead of 1' }) });
export const SystemCredentials = Type.Object({
  clientId: nullable(Type.String({ description: 'null while the system has none' })),
  isOwn: Type.Boolean({ description: 'Made here, with the keys of the system; false for an e-service that somebody named' }),
  bound: Type.Boolean(), suspended: Type.Boolean(), keys: Type.Array(Type.String({ description: 'kid of a key by which it proves itself now' })),
  issuer: Type.String(), tokenEndpoint: Type.String(), resource: Type.String(), scope: Type.String(),
});
export type SystemCredentials = Static<typeof SystemCredentials>;
