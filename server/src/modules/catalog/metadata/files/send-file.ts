import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import { noteUse } from '#kernel/used.ts';
import { problem } from '../../errors.ts';
import { findResource } from '../operations/resources.ts';
import { findFileKey } from './keep-file.ts';

/**
 * Sends the file of a resource, as far as its record is within reach. It is always saved, never shown: what somebody uploaded must not run as a page of ours.
 * @throws `catalog.resource-not-found`.
 */
export async function sendKeptFile({ params: { id, name }, db, request, reply }: { params: { id: string; name: string }; db: Database; request: FastifyRequest; reply: FastifyReply }, objects: ObjectStore): Promise<unknown> {
  const found = await db.read((tx) => findResource(tx, id));
  const { sha256, bytes, kind, mediaType } = found?.resource ?? {};
  const key = kind === 'file' && sha256 ? await findFileKey(objects, sha256) : null;
  if (found === null || key === null) throw problem('resource-not-found', { id });
  noteUse(request, found.slug, 'downloads');
  const type = mediaType && /^[a-z]+\/[a-z0-9.+-]+$/i.test(mediaType) && !/html|xml|svg|script/i.test(mediaType) ? mediaType : 'application/octet-stream';
  reply.header('content-type', type).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`)
    .header('x-content-type-options', 'nosniff').header('content-security-policy', "default-src 'none'; sandbox").header('etag', `"${sha256}"`);
  if (bytes !== null && bytes !== undefined) reply.header('content-length', bytes);
  return reply.send(await objects.get(key));
}
