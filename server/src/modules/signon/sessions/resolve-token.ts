import type { Tx } from '#kernel/db.ts';
import { hashSecret } from '#kernel/tokens.ts';
import type { TokenHolder } from '#modules/identity/index.ts';
import { findOpaqueToken } from '../provider/find-opaque.sql.gen.ts';
import { ownApi } from '../provider/resources.ts';
import type { SignonPorts } from '../ports.ts';

/** Who holds an access token of our own API; one query, nothing kept, so that a withdrawn or signed-out token ends at once. */
export function resolveOpaqueToken(ports: Pick<SignonPorts, 'publicUrl'>): (tx: Tx, bearer: string) => Promise<TokenHolder | null> {
  const audience = ownApi(ports.publicUrl);
  return async (tx, bearer) => {
    const id_hash = hashSecret(bearer);
    const row = await findOpaqueToken(tx, { id_hash, audience });
    const accountId = row?.account_id ?? row?.owner_account_id;
    if (!row || !accountId) return null;
    return { accountId, scopes: (row.scope ?? '').split(' ').filter(Boolean), tokenId: id_hash.toString('base64url'), sessionId: row.session_id };
  };
}
