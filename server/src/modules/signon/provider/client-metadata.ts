import { hashSecret } from '#kernel/tokens.ts';
import type { AdapterPayload } from 'oidc-provider';
import type { FindRegisteredClientRow } from '../clients/registered.sql.gen.ts';
import { asOfNow } from '../machines/machine-client.ts';

/** What the house knows of a client beside OpenID's own fields. */
export const ownFields = ['saphan_agency', 'saphan_tier', 'saphan_state', 'saphan_min_aal', 'saphan_min_ial', 'saphan_resource', 'saphan_resource_scopes', 'saphan_name_th', 'saphan_registration'] as const;

/** States in which a client may be used at all. */
export const usableStates: readonly string[] = ['sandbox', 'tested', 'approved', 'live'];

/** Own fields of a client as the provider holds it. */
export interface OwnFields { saphan_agency?: string; saphan_tier?: string; saphan_state?: string; saphan_min_aal?: number; saphan_min_ial?: number; saphan_resource?: string; saphan_resource_scopes?: string; saphan_name_th?: string }

/** A row as the provider's client metadata. Secrets stay hashes: `sha256:…`, two of them while one is being replaced. */
export function toMetadata(row: FindRegisteredClientRow): AdapterPayload {
  const secrets = [row.old_secret_ended && row.next_secret_hash ? null : row.secret_hash, row.next_secret_hash].filter((each) => each !== null);
  return {
    ...asOfNow(row.metadata as object, new Date().toISOString()), client_id: row.id, client_name: row.name_en, ...(secrets.length > 0 && { client_secret: secrets.join(' ') }),
    saphan_tier: row.tier, saphan_state: row.state, saphan_min_aal: row.min_aal, saphan_min_ial: row.min_ial, saphan_name_th: row.name_th, ...(row.agency_id && { saphan_agency: row.agency_id }),
    ...(row.tier === 'exchange' && { require_pushed_authorization_requests: true, dpop_bound_access_tokens: !(row.metadata as { tls_client_certificate_bound_access_tokens?: boolean }).tls_client_certificate_bound_access_tokens }),
  } as AdapterPayload;
}

/** What is stored of a client secret. */
export const secretHash = (secret: string): string => `sha256:${hashSecret(secret).toString('base64url')}`;
