import type { CatalogueResource } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { changeResource, findResource, type ResourceDraft } from './resources.ts';

/** Changes what is said of a file or address. Where a file lies is the house's own affair: another address makes it no other file. @throws `catalog.resource-refused`, `catalog.resource-not-found`. */
export async function changeLink(tx: Tx, actor: Actor, id: string, given: ResourceDraft & { position?: number }): Promise<CatalogueResource> {
  if (given.url === undefined) return changeResource(tx, actor, id, given);
  const found = await findResource(tx, id);
  if (!found) throw problem('resource-not-found', { id });
  if (found.resource.kind === 'file') throw problem('resource-refused', { errors: [{ pointer: '/url', th: 'ไฟล์ที่เก็บในระบบเปลี่ยนที่อยู่ไม่ได้ ให้แทนที่ไฟล์', en: 'A file that is kept here has no other address; replace the file instead.' }] });
  return changeResource(tx, actor, id, { ...given, kind: 'link' });
}
