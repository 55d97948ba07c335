import { errors, type Configuration, type ResourceServer } from 'oidc-provider';
import { findResourceOwner } from '../clients/registered.sql.gen.ts';
import type { SignonPorts } from '../ports.ts';

const TOKEN_S = 300;

/** The address of our own API as a resource (RFC 8707). */
export const ownApi = (publicUrl: string): string => `${publicUrl}/api/v1`;

/** Whom access tokens are for: our own API takes opaque ones that end with the session at once, other services signed ones of five minutes. */
export function resourcesOf(ports: SignonPorts): NonNullable<NonNullable<Configuration['features']>['resourceIndicators']> {
  return {
    enabled: true,
    defaultResource: async () => undefined as never,
    useGrantedResource: async () => true,
    getResourceServerInfo: async (ctx, resource, client): Promise<ResourceServer> => {
      if (resource === ownApi(ports.publicUrl)) return { scope: `* ${client.scope ?? ''}`.trim(), audience: resource, accessTokenTTL: ctx.oidc.params?.['grant_type'] === 'client_credentials' ? TOKEN_S : 3600, accessTokenFormat: 'opaque' };
      const owner = await ports.db.one((tx) => findResourceOwner(tx, { resource }));
      if (!owner) throw new errors.InvalidTarget('no service registered this resource');
      const { saphan_resource_scopes: scopes = '' } = owner.metadata as { saphan_resource_scopes?: string };
      return { scope: scopes, audience: resource, accessTokenTTL: TOKEN_S, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } };
    },
  };
}
