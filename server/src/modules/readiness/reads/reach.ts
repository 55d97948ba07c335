import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { listTakenOver } from './campaign.sql.gen.ts';

/** The agencies whose forms somebody sees: their own, and those that were merged into it; null is every one. */
export async function agenciesOf(tx: Tx, { agencies }: Pick<Principal, 'agencies'>): Promise<readonly string[] | null> {
  if (agencies.includes('*')) return null;
  return [...agencies, ...(await listTakenOver(tx, { agency_ids: [...agencies] })).map(({ id }) => id)];
}

export async function reaches(tx: Tx, who: Pick<Principal, 'agencies'>, agencyId: string): Promise<boolean> {
  return (await agenciesOf(tx, who))?.includes(agencyId) ?? true;
}
