import { randomBytes } from 'node:crypto';
import { errors, type KoaContextWithOIDC, type default as Provider } from 'oidc-provider';
import { Problem } from '#kernel/problem.ts';
import { hashSecret, newSecret } from '#kernel/tokens.ts';
import { assertMetadata, assertWithinLimit, trustOf } from '../clients/register.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import type { SignonPorts } from '../ports.ts';
import { findRegistrationToken } from './joining.sql.gen.ts';

/** Name of the one policy that every registration token carries. */
export const AGENCY_POLICY = 'within-agency-limits';
const GRANTS = ['authorization_code', 'refresh_token'];

type Properties = Record<string, unknown> & { redirect_uris?: string[]; token_endpoint_auth_method?: string; scope?: string; client_id: string };

/** Dynamic registration (RFC 7591) and management (RFC 7592): only with a token of ours, only within the limits of its agency, into the sandbox. */
export function registrationOf(ports: SignonPorts): object {
  return {
    registration: {
      enabled: true, initialAccessToken: true, issueRegistrationAccessToken: true, idFactory: () => `dyn-${randomBytes(9).toString('hex')}`, secretFactory: () => newSecret('sps_').text,
      policies: { [AGENCY_POLICY]: (ctx: KoaContextWithOIDC, properties: Properties) => keepWithinLimits(ports, ctx, properties) },
    },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
  };
}

/** Whatever the program says of itself beyond OpenID's fields, of its state, its tier or its agency is not heard. */
async function keepWithinLimits(ports: SignonPorts, ctx: KoaContextWithOIDC, properties: Properties): Promise<void> {
  const said = { ...properties };
  for (const name of Object.keys(properties)) if (name.startsWith('saphan_') || name === 'software_statement' || name === 'jwks') delete properties[name];
  const holder = await holderOf(ports, ctx);
  const { redirect_uris: redirectUris = [], token_endpoint_auth_method: authMethod = 'client_secret_basic', scope = 'openid' } = properties;
  const grants = (properties['grant_types'] as unknown[] | undefined) ?? [];
  if (!Array.isArray(redirectUris) || !Array.isArray(grants) || grants.some((each) => !GRANTS.includes(String(each)))) throw new errors.InvalidClientMetadata('only sign-ins with a code are registered this way');
  const asked = { redirectUris: redirectUris.map(String), authMethod: String(authMethod), scopes: String(scope).split(' ') };
  await refuseAsClient(async () => {
    await ports.db.tx((tx) => assertWithinLimit(tx, holder.agencyId, asked, holder.client ? 0 : 1));
    await assertMetadata(ctx.oidc.provider as Provider, properties.client_id, properties as object, holder.client?.state ?? 'sandbox');
  });
  const approved = holder.client && ['approved', 'live'].includes(holder.client.state);
  if (holder.client && approved && trustOf(properties as object, 1, 0) !== trustOf(holder.client.metadata as object, 1, 0)) throw new errors.InvalidClientMetadata('the service was approved: an administrator changes its addresses, authentication and scopes');
  Object.assign(properties, { scope, saphan_agency: holder.agencyId, saphan_registration: holder.by, saphan_name_th: textOf(said['client_name#th']) ?? textOf(said['client_name']) ?? properties.client_id });
}

/** Whose registration it is: of the token shown, or of the client that changes its own record. */
async function holderOf(ports: SignonPorts, ctx: KoaContextWithOIDC) {
  const token = ctx.oidc.entities.InitialAccessToken as { jti?: string } | undefined;
  if (token?.jti) {
    const found = await ports.db.tx((tx) => findRegistrationToken(tx, { token_hash: hashSecret(token.jti as string) }));
    if (!found) throw new errors.InvalidToken('the registration token was revoked');
    return { agencyId: found.agency_id, by: `registration:${found.id}`, client: null };
  }
  const client = await ports.db.tx((tx) => findRegisteredClient(tx, { id: ctx.oidc.client?.clientId ?? '' }));
  if (!client?.agency_id) throw new errors.InvalidToken('no agency answers for this client');
  return { agencyId: client.agency_id, by: client.created_by, client };
}

/** Our refusals in the form that RFC 7591 §3.2.2 gives them. */
async function refuseAsClient(check: () => Promise<void>): Promise<void> {
  await check().catch((cause: unknown) => { throw cause instanceof Problem ? new errors.InvalidClientMetadata(cause.fields.detailEn ?? cause.entry.en) : cause; });
}

const textOf = (value: unknown): string | undefined => typeof value === 'string' && value.trim().length >= 2 ? value.trim().slice(0, 120) : undefined;
