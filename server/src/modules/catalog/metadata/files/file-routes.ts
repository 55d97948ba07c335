import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import type { Actor } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { onItsDataset } from '../on-its-dataset.ts';
import { addResource, changeResource } from '../operations/resources.ts';
import { policies } from '../policies.ts';
import { bySlug, resourceSchema } from '../schemas.ts';
import { selectOwnFile } from './own-file.ts';
import { fileUrl, keepFile, tooLarge, type KeptFile } from './keep-file.ts';
import { sendKeptFile } from './send-file.ts';

export interface FilePorts { readonly objects: ObjectStore; /** Most bytes of one file. */ readonly maxFileBytes: number }

const naming = Type.Object({ name: Type.String({ minLength: 1, maxLength: 300, description: 'ชื่อไฟล์ · Name of the file' }), nameTh: Type.Optional(Type.String({ maxLength: 300 })), nameEn: Type.Optional(Type.String({ maxLength: 300 })) });
const byId = Type.Object({ id: Type.String({ maxLength: 36 }) });

/** Adds a file that is kept to a dataset. */
const addFile = (tx: Tx, actor: Actor, slug: string, file: KeptFile, named: { nameTh?: string; nameEn?: string }) => {
  const id = crypto.randomUUID();
  return addResource(tx, actor, slug, { ...asResource(id, file), id, nameTh: named.nameTh?.trim() || file.name, ...(named.nameEn?.trim() && { nameEn: named.nameEn.trim() }) });
};

/** Puts other bytes under a file's address; its name stays what people know it by. */
const replaceFile = (tx: Tx, actor: Actor, id: string, file: KeptFile) => changeResource(tx, actor, id, asResource(id, file));

const asResource = (id: string, { name, bytes, sha256, format, mediaType }: KeptFile) => ({ kind: 'file' as const, url: fileUrl(id, name), bytes, sha256, mediaType, format });

/** Files of datasets: sent as they are, kept under their hash, saved by whoever may see the record. Rights are decided before a byte is read. */
export function fileRoutes({ objects, maxFileBytes }: FilePorts): Route[] {
  const keep = (request: Parameters<Route['handler']>[0]['request'], name: string) => {
    if (Number(request.headers['content-length'] ?? 0) > maxFileBytes) { request.raw.resume(); throw tooLarge(name, maxFileBytes); }
    return keepFile(objects, request.raw, { name, maxBytes: maxFileBytes });
  };
  return [
    route({
      method: 'POST', path: '/catalogue/records/:slug/files', operationId: 'addFile', summary: 'Add a file to a dataset; the body is the file', policy: policies['save-record'], params: bySlug, querystring: naming, stream: 'request',
      response: { 201: resourceSchema }, resource: ({ params }) => ({ kind: 'dataset', id: params.slug }),
      handler: async ({ db, actor, params, query, request, reply }) => {
        const file = await keep(request, query.name);
        return reply.status(201).send(await db.tx((tx) => addFile(tx, actor, params.slug, file, query)));
      },
    }),
    route({
      method: 'PUT', path: '/catalogue/resources/:id/file', operationId: 'replaceFile', summary: 'Put another file in the place of one; the body is the file', policy: policies['save-record'], params: byId, querystring: Type.Pick(naming, ['name']), stream: 'request',
      response: { 200: resourceSchema }, resource: onItsDataset,
      handler: async ({ db, actor, params, query, request }) => {
        await db.read((tx) => selectOwnFile(tx, params.id));
        const file = await keep(request, query.name);
        return db.tx((tx) => replaceFile(tx, actor, params.id, file));
      },
    }),
    route({
      method: 'GET', path: '/catalogue/files/:id/:name', operationId: 'getFile', summary: 'A file of a dataset', policy: policies['read-catalogue'], params: Type.Object({ id: Type.String({ maxLength: 36 }), name: Type.String({ maxLength: 900 }) }),
      stream: 'reply', paced: true, response: { 200: Type.String({ description: 'The file' }) }, handler: (ask) => sendKeptFile(ask, objects),
    }),
  ];
}
