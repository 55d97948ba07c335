import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { listResourceIds, placeResources, touchRecord } from './resources.sql.gen.ts';
import { tellResources } from './resources.ts';
import { lockRecord } from './write-record.ts';

/**
 * Puts files and addresses in another order; formats of a release always come first.
 * @param ids every one of them, once. @throws `catalog.resources-changed-meanwhile`, what {@link lockRecord} throws.
 */
export async function orderResources(tx: Tx, actor: Actor, slug: string, ids: readonly string[]): Promise<void> {
  const held = await lockRecord(tx, slug);
  const known = (await listResourceIds(tx, { dataset_id: held.datasetId })).map(({ id }) => id);
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  if (wanted.size !== ids.length || wanted.size !== known.length || !known.every((id) => wanted.has(id))) throw problem('resources-changed-meanwhile', { slug });
  await placeResources(tx, { dataset_id: held.datasetId, ids: [...ids] });
  await touchRecord(tx, { dataset_id: held.datasetId });
  await tellResources(tx, actor, { datasetId: held.datasetId, slug: held.slug }, 'resources-ordered', { count: ids.length });
}
