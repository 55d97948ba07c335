import type { Tx } from '#kernel/db.ts';
import type { Columns } from './columns.ts';
import { listVisibleDocs } from './columns.sql.gen.ts';

interface Seen { revision: number; docs: Uint8Array }

/** Reaches kept: agencies times offices, and the public. */
const MOST_REACHES = 40;

/** Which datasets each kind of asker may find, as PostgreSQL said under its row-level policy. */
export class Reaches {
  readonly #seen = new Map<string, Seen>();

  /**
   * A byte a dataset: 1 where whoever asks by `tx` may find it.
   *
   * @param reach what the policy is decided by, as PostgreSQL told it of this transaction.
   * @returns null when the index has changed since `columns`.
   */
  async visible(tx: Tx, reach: string, columns: Columns, revision: number): Promise<Uint8Array | null> {
    const known = this.#seen.get(reach);
    if (known && known.revision === revision && known.docs.length === columns.size) return known.docs;
    const from = known && known.revision < revision && known.docs.length <= columns.size ? known : { revision: 0, docs: new Uint8Array(0) };
    const read = await listVisibleDocs(tx, { after: from.revision });
    if (read.revision !== revision) return null;
    // A new one: others may be reading the old one for an answer of its revision.
    const docs = new Uint8Array(columns.size);
    docs.set(from.docs);
    for (let doc = 0; doc < docs.length; doc += 1) if ((columns.revisions[doc] as number) > from.revision) docs[doc] = 0;
    const numbers = read.docs;
    if (numbers) for (let at = 0; at < numbers.length; at += 4) docs[numbers.readInt32BE(at)] = 1;
    this.#keep(reach, { revision, docs });
    return docs;
  }

  #keep(reach: string, seen: Seen): void {
    this.#seen.delete(reach);
    this.#seen.set(reach, seen);
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= MOST_REACHES) return;
      this.#seen.delete(oldest);
    }
  }
}
