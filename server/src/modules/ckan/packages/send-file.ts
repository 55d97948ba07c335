import type { Ask } from '#kernel/route.ts';
import { contentKey } from '#kernel/objects/keys.ts';
import { findResource } from '#modules/catalog/index.ts';
import { notFound } from '../errors.ts';
import type { CkanPorts } from '../ports.ts';

/** An uploaded file, as far as its dataset is within reach. It is always saved, never shown: what a stranger uploaded must not run as a page of ours. */
export async function sendFile({ params, db, reply }: Ask<{ id: string; name: string }, unknown, unknown>, { objects }: CkanPorts): Promise<unknown> {
  const found = await db.read((tx) => findResource(tx, params.id));
  const { sha256, bytes, kind, mediaType } = found?.resource ?? {};
  if (kind !== 'file' || !sha256) throw notFound(`Resource "${params.id}" was not found.`);
  const key = contentKey('catalogue', sha256);
  if (!await objects.stat(key)) throw notFound(`Resource "${params.id}" was not found.`);
  const type = mediaType && /^[a-z]+\/[a-z0-9.+-]+$/i.test(mediaType) && !/html|xml|svg|script/i.test(mediaType) ? mediaType : 'application/octet-stream';
  reply.header('content-type', type).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(params.name).replaceAll("'", '%27')}`).header('content-security-policy', "default-src 'none'; sandbox");
  if (bytes !== null && bytes !== undefined) reply.header('content-length', bytes);
  return reply.send(await objects.get(key));
}
