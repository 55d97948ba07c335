import { route, type Route } from '#kernel/route.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { appendUpload, beginUpload, completeUpload, selectUpload } from '../operations/upload-file.ts';
import { policies } from '../policies.ts';
import { CompleteBody, RawView, UploadBody, UploadOffset, UploadParams, UploadView } from '../schemas.ts';

/** Uploads: begin, append from any offset reached, complete; a broken transfer goes on where it stopped. */
export function uploadRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'POST', path: '/uploads', operationId: 'beginUpload', summary: 'Begin an upload', policy: policies['upload-file'],
      body: UploadBody, response: { 201: UploadView },
      handler: async ({ body, actor, reply }) => { reply.status(201); return beginUpload(ports, actor, body); },
    }),
    route({
      method: 'PUT', path: '/uploads/:id', operationId: 'appendUpload', summary: 'Append bytes at the offset reached', policy: policies['upload-file'], stream: 'request',
      params: UploadParams, querystring: UploadOffset, response: { 200: UploadView },
      handler: async ({ params, query, request }) => appendUpload(ports, params.id, query.offset, request.raw),
    }),
    route({
      method: 'GET', path: '/uploads/:id', operationId: 'getUpload', summary: 'How far an upload is', policy: policies['upload-file'],
      params: UploadParams, response: { 200: UploadView },
      handler: async ({ params }) => selectUpload(ports, params.id),
    }),
    route({
      method: 'POST', path: '/uploads/:id/complete', operationId: 'completeUpload', summary: 'Complete an upload: its bytes become a raw file', policy: policies['upload-file'],
      params: UploadParams, body: CompleteBody, response: { 201: RawView },
      handler: async ({ params, body, reply }) => { reply.status(201); return completeUpload(ports, params.id, body.sha256 ?? null); },
    }),
  ];
}
