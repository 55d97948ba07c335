import type { Tx } from '#kernel/db.ts';
import { findUses, listExchangesInWords, type FindUsesRow, type ListExchangesInWordsRow } from './uses.sql.gen.ts';

/** A use with its exchange in words. */
export type UseRow = FindUsesRow & ListExchangesInWordsRow;
export interface UsesAsked { years: number[]; subjects: Buffer[]; from: string | null; to: string | null; before: string | null; before_id: string | null; agency: string | null; limit: number; /** How many of the newest are left out. */ skip?: number }

/** So few at once that planning them is short: each may lie in a partition of its own. */
const AT_ONCE = 50;

/** The newest uses under some references, in words: the references lead to ids and moments, and these to the partitions of their days. */
export async function readUses(tx: Tx, { skip = 0, ...asked }: UsesAsked): Promise<UseRow[]> {
  const found = (await findUses(tx, { ...asked, limit: asked.limit + skip })).slice(skip);
  const words = new Map<string, ListExchangesInWordsRow>();
  // One after the other: they share the connection of the transaction.
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE);
    for (const row of await listExchangesInWords(tx, { ids: some.map(({ id }) => id), ats: some.map(({ at }) => at) })) words.set(row.id, row);
  }
  return found.flatMap((use) => { const exchange = words.get(use.id); return exchange ? [{ ...exchange, ...use }] : []; });
}
