import { isUuid } from '@saphan/contracts/ids';
import type { Database } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { findResource } from './operations/resources.ts';

/** A resource is decided about as its dataset is. @throws `catalog.resource-not-found`. */
export async function onItsDataset({ db, params }: { db: Database; params: { id: string } }) {
  const found = isUuid(params.id) ? await db.read((tx) => findResource(tx, params.id)) : null;
  if (!found) throw problem('resource-not-found', { id: params.id });
  return { kind: 'dataset' as const, id: found.slug };
}
