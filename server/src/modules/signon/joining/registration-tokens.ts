import type { default as Provider } from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { hashSecret } from '#kernel/tokens.ts';
import { reachesAll } from '../clients/read.ts';
import { findAgencyLimit } from '../clients/clients.sql.gen.ts';
import { deleteArtifact } from '../provider/artifact.sql.gen.ts';
import { problem } from './errors.ts';
import { insertRegistrationToken, listAgencyLimits as selectAgencyLimits, listRegistrationTokens as selectRegistrationTokens, revokeRegistrationToken as updateRevoked, upsertAgencyLimit } from './joining.sql.gen.ts';
import { AGENCY_POLICY } from './registration-policy.ts';

const DAY_S = 86_400;

/** What services of an agency may ask for when they register. */
export interface AgencyLimit { maxClients: number; redirectHosts: string[]; authMethods: string[]; scopes: string[] }

const within = (who: Principal) => ({ everything: reachesAll(who), agencies: [...who.agencies] });

export async function listAgencyLimits(tx: Tx, who: Principal) {
  const rows = await selectAgencyLimits(tx, within(who));
  return rows.map((row) => ({ agencyId: row.agency_id, maxClients: row.max_clients, redirectHosts: row.redirect_hosts, authMethods: row.auth_methods, scopes: row.scopes, clients: row.clients }));
}

export async function setAgencyLimit(tx: Tx, who: Principal, agencyId: string, limit: AgencyLimit): Promise<void> {
  await upsertAgencyLimit(tx, { agency_id: agencyId, max_clients: limit.maxClients, redirect_hosts: limit.redirectHosts.map((host) => host.toLowerCase()), auth_methods: limit.authMethods, scopes: limit.scopes });
  await audit(tx, who, 'signon.agency-limit-set', `agency:${agencyId}`, { ...limit });
}

/**
 * Issues a token with which an agency's programs register e-services (RFC 7591 §3); shown once.
 *
 * @param days 1–30.
 * @throws `signon.agency-limit-missing`.
 */
export async function issueRegistrationToken(tx: Tx, who: Principal, provider: Provider, asked: { agencyId: string; days: number }): Promise<{ id: number; token: string; expiresAt: string }> {
  if (!await findAgencyLimit(tx, { agency_id: asked.agencyId })) throw problem('agency-limit-missing');
  const issued = new provider.InitialAccessToken({ policies: [AGENCY_POLICY], expiresIn: asked.days * DAY_S } as never);
  const token = await issued.save();
  const { id, expires_at } = await insertRegistrationToken(tx, { agency_id: asked.agencyId, token_hash: hashSecret(token), days: asked.days, created_by: who.name });
  await audit(tx, who, 'signon.registration-token-issued', `agency:${asked.agencyId}`, { token: id, days: asked.days });
  return { id, token, expiresAt: expires_at };
}

export async function listRegistrationTokens(tx: Tx, who: Principal) {
  const rows = await selectRegistrationTokens(tx, within(who));
  return rows.map((row) => ({ id: row.id, agencyId: row.agency_id, expiresAt: row.expires_at, createdAt: row.created_at, createdBy: row.created_by, revokedAt: row.revoked_at, revokedBy: row.revoked_by, clients: row.clients }));
}

/** What was registered with it stays; nothing more is. */
export async function revokeRegistrationToken(tx: Tx, who: Principal, id: number): Promise<void> {
  const row = await updateRevoked(tx, { id, by: who.name });
  if (!row) throw problem('registration-token-not-found');
  await deleteArtifact(tx, { kind: 'InitialAccessToken', id_hash: row.token_hash });
  await audit(tx, who, 'signon.registration-token-revoked', `agency:${row.agency_id}`, { token: id });
}
