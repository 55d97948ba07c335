import type { AdapterPayload } from 'oidc-provider';
import type { Database } from '#kernel/db.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import { toMetadata, usableStates } from './client-metadata.ts';

/** Private networks that a client declared, by the addresses that the provider fetches for it. */
export type ClientCidrs = Map<string, readonly string[]>;

const FETCHED = ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri'];

/** Finds a client that may be used now: a draft or suspended one is no client. */
export function findClientIn(db: Database, cidrs: ClientCidrs): (id: string) => Promise<AdapterPayload | undefined> {
  return async (id) => {
    const row = await db.one((tx) => findRegisteredClient(tx, { id }));
    if (!row || !usableStates.includes(row.state)) return undefined;
    const metadata = toMetadata(row) as Record<string, unknown>;
    for (const field of FETCHED) if (typeof metadata[field] === 'string') cidrs.set(metadata[field], row.allowed_cidrs);
    return metadata as AdapterPayload;
  };
}
