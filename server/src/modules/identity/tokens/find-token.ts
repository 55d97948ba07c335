import type { Tx } from '#kernel/db.ts';
import { hashSecret } from '#kernel/tokens.ts';
import type { TokenHolder } from '../types.ts';
import { findApiToken as selectApiToken } from './token.sql.gen.ts';

/** How API tokens begin, so that leaked ones are recognised by scanners. */
export const TOKEN_PREFIX = 'spn_';

/** Whoever holds an API token that counts now. */
export async function findApiToken(tx: Tx, bearer: string): Promise<TokenHolder | null> {
  const row = await selectApiToken(tx, { hash: hashSecret(bearer) });
  return row && { accountId: row.account_id, scopes: row.scopes, persona: row.persona, tokenId: row.id, sessionId: null };
}
