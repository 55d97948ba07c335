import type { Tx } from '#kernel/db.ts';
import { problem } from './errors.ts';
import { findPublicDataset, type FindPublicDatasetRow } from './keys.sql.gen.ts';

/** @throws `portal.dataset-not-public` when no dataset that everybody may find has this short name. */
export async function selectPublicDataset(tx: Tx, slug: string): Promise<FindPublicDatasetRow> {
  const row = await findPublicDataset(tx, { slug });
  if (!row) throw problem('dataset-not-public', { slug });
  return row;
}
