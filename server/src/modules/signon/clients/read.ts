import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { subjectKinds, subjectProperties } from '../provider/certificate-subject.ts';
import type { ClientState } from '../schemas.ts';
import { listRegisteredClients } from './clients.sql.gen.ts';
import { findRegisteredClient, type FindRegisteredClientRow } from './registered.sql.gen.ts';
import type { ClientPage } from './schemas.ts';

/** What OpenID calls the fields that an owner fills in. */
export interface StoredMetadata {
  redirect_uris?: string[]; post_logout_redirect_uris?: string[]; backchannel_logout_uri?: string; jwks_uri?: string; token_endpoint_auth_method?: string; scope?: string;
  tls_client_auth_subject_dn?: string; tls_client_auth_san_dns?: string; tls_client_auth_san_uri?: string; tls_client_auth_san_ip?: string; tls_client_auth_san_email?: string;
}

/** The name of the certificate that a client is known by. */
export function tlsSubjectOf(metadata: StoredMetadata): ClientPage['tlsSubject'] {
  const kind = subjectKinds.find((each) => metadata[subjectProperties[each]] !== undefined);
  return kind ? { kind, value: metadata[subjectProperties[kind]] ?? '' } : null;
}

/** Whether somebody answers for services of every agency. */
export const reachesAll = (who: Principal): boolean => who.agencies.includes('*');

const reaches = (who: Principal, agencyId: string | null) => reachesAll(who) || (agencyId !== null && who.agencies.includes(agencyId));

/**
 * A client within somebody's reach; one of another agency is not there.
 *
 * @throws `signon.client-not-found`.
 */
export async function selectClient(tx: Tx, who: Principal, id: string): Promise<FindRegisteredClientRow> {
  const row = await findRegisteredClient(tx, { id });
  if (!row || !reaches(who, row.agency_id)) throw problem('client-not-found');
  return row;
}

/** Whether somebody may register for this agency. */
export function assertReach(who: Principal, agencyId: string): void {
  if (!reaches(who, agencyId)) throw problem('client-refused', { detailTh: 'หน่วยงานนี้ไม่ใช่ของท่าน', detailEn: 'This is not your agency.' });
}

export async function listClients(tx: Tx, who: Principal, state: string | null) {
  const rows = await listRegisteredClients(tx, { state, everything: reachesAll(who), agencies: [...who.agencies] });
  return rows.map((row) => ({ id: row.id, agencyId: row.agency_id, nameTh: row.name_th, nameEn: row.name_en, homeUrl: row.home_url, state: row.state, tier: row.tier, changedAt: row.changed_at }));
}

/** A client as its page shows it; secrets are never read back. */
export function asPage(row: FindRegisteredClientRow): ClientPage {
  const metadata = row.metadata as StoredMetadata;
  return {
    id: row.id, agencyId: row.agency_id, nameTh: row.name_th, nameEn: row.name_en, homeUrl: row.home_url, state: row.state as ClientState, tier: row.tier, changedAt: row.changed_at,
    purposeTh: row.purpose_th, purposeEn: row.purpose_en, redirectUris: metadata.redirect_uris ?? [], postLogoutRedirectUris: metadata.post_logout_redirect_uris ?? [],
    backchannelLogoutUri: metadata.backchannel_logout_uri ?? null, jwksUri: metadata.jwks_uri ?? null, tlsSubject: tlsSubjectOf(metadata), authMethod: metadata.token_endpoint_auth_method ?? 'client_secret_basic', scopes: (metadata.scope ?? '').split(' ').filter(Boolean),
    minAal: row.min_aal, minIal: row.min_ial, allowedCidrs: row.allowed_cidrs, oldSecretUntil: row.next_secret_hash && !row.old_secret_ended ? row.secret_expires_at : null,
    approvedBy: row.approved_by, approvedAt: row.approved_at, createdAt: row.created_at, createdBy: row.created_by,
  };
}
