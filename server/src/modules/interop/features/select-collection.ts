import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { listCollections, type ListCollectionsRow } from './collection.sql.gen.ts';

/** A collection that whoever asks finds. @throws `interop.collection-not-found`. */
export async function selectCollection(tx: Tx, slug: string): Promise<ListCollectionsRow> {
  const [row] = await listCollections(tx, { slug, limit: 1, offset: 0 });
  if (!row) throw problem('collection-not-found', { slug });
  return row;
}
