import type { Tx } from '#kernel/db.ts';
import { listSigningKeys } from './keys.sql.gen.ts';

/** Public keys by which access tokens of ours are signed or were lately; for rooms that check tokens by themselves. */
export async function listTokenKeys(tx: Tx): Promise<{ kid: string; jwk: object }[]> {
  return (await listSigningKeys(tx, { gone: false })).map(({ kid, public_jwk: jwk }) => ({ kid, jwk: jwk as object }));
}
