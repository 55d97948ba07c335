import type { CatalogueResource } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { problem } from '../../errors.ts';
import { findResource } from '../operations/resources.ts';

/** A resource whose bytes are kept here. @throws `catalog.resource-not-found`, `catalog.resource-not-a-file`. */
export async function selectOwnFile(tx: Tx, id: string): Promise<CatalogueResource> {
  const found = await findResource(tx, id);
  if (!found) throw problem('resource-not-found', { id });
  if (found.resource.kind !== 'file' || found.resource.sha256 === null) throw problem('resource-not-a-file', { id });
  return found.resource;
}
