import { errors, type Configuration, type ResourceServer } from 'oidc-provider';
import { findResourceOwner } from '../clients/registered.sql.gen.ts';
import type { SignonPorts } from '../ports.ts';
import type { KnownServices } from './known-services.ts';

const TOKEN_S = 300;

/** The address of our own API as a resource (RFC 8707). */
export const ownApi = (publicUrl: string): string => `${publicUrl}/api/v1`;

/** The gateway of exchanges as a resource: its tokens are signed, so that it checks them by itself. */
export const exchangeGateway = (publicUrl: string): string => `${publicUrl}/x`;
const EXCHANGE_SCOPE = 'exchange';

/** Whom access tokens are for: our own API takes opaque ones that end with the session at once, other services signed ones of five minutes. */
export function resourcesOf(ports: SignonPorts, known: KnownServices): NonNullable<NonNullable<Configuration['features']>['resourceIndicators']> {
  return {
    enabled: true,
    defaultResource: async () => undefined as never,
    useGrantedResource: async () => true,
    getResourceServerInfo: async (ctx, resource, client): Promise<ResourceServer> => {
      if (resource === ownApi(ports.publicUrl)) return { scope: `* ${client.scope ?? ''}`.trim(), audience: resource, accessTokenTTL: ctx.oidc.params?.['grant_type'] === 'client_credentials' ? TOKEN_S : 3600, accessTokenFormat: 'opaque' };
      const scopes = await knownScopesOf(ports, known, resource);
      if (scopes === undefined) throw new errors.InvalidTarget('no service registered this resource');
      return signedFor(resource, scopes);
    },
  };
}

/** What may be asked of a service's own address; undefined when nobody registered it, or it is ours. */
export async function knownScopesOf(ports: SignonPorts, known: KnownServices, resource: string): Promise<string | undefined> {
  if (resource === exchangeGateway(ports.publicUrl)) return EXCHANGE_SCOPE;
  return resource === ownApi(ports.publicUrl) ? undefined : known.scopesByResource.get(resource, () => scopesOf(ports, resource));
}

/** Signed tokens of five minutes for a service that checks them by itself. */
export const signedFor = (resource: string, scope: string): ResourceServer => ({ scope, audience: resource, accessTokenTTL: TOKEN_S, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } });

/** What the owner of a resource lets others ask for; undefined when nobody who may be used registered it. */
async function scopesOf({ db }: SignonPorts, resource: string): Promise<string | undefined> {
  const owner = await db.one((tx) => findResourceOwner(tx, { resource }));
  return owner ? (owner.metadata as { saphan_resource_scopes?: string }).saphan_resource_scopes ?? '' : undefined;
}
