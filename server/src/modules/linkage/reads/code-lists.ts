import type { Tx } from '#kernel/db.ts';
import { findDataset } from '#modules/catalog/index.ts';
import { currentRelease } from '#modules/lake/index.ts';

/** The current release of the dataset that holds a code list, or null. */
export async function findCodeListRelease(tx: Tx, slug: string): ReturnType<typeof currentRelease> {
  const dataset = await findDataset(tx, slug);
  return dataset ? currentRelease(tx, dataset.id) : null;
}
