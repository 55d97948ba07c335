import type { IncomingMessage, ServerResponse } from 'node:http';
import { fieldsOf, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import type { Mount } from '#kernel/mount.ts';
import { Problem, problemDocument } from '#kernel/problem.ts';
import { takeEvidence } from '../evidence/take-evidence.ts';
import { edgeProblem } from '../errors.ts';
import type { EdgePorts } from '../ports.ts';
import { assertIsSigned, proveEdge, type ProvenEdge } from '../signing/prove-edge.ts';
import { readTrust } from '../trust/read-trust.ts';
import { readBody } from './body.ts';
import { answerCall, nextCall } from './serve.ts';
import { readJson } from './read-json.ts';
import { HandIn } from '@saphan/contracts/edge/messages';
import { findCallLimit } from './relay.sql.gen.ts';

const SMALL_BYTES = 65_536;
const EVIDENCE_BYTES = 8 * 1024 * 1024;
/** Beside the body: headers and their JSON. */
const HEAD_BYTES = 262_148;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Asked { ports: EdgePorts; request: IncomingMessage; response: ServerResponse; gone: AbortSignal }

/** What edges ask of the house, below `/edge`. */
export function edgeMount(ports: EdgePorts): Mount {
  return {
    prefix: '/edge',
    handle: (request, response) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      void answer({ ports, request, response, gone: gone.signal }).catch((error: unknown) => refuse(ports, response, error));
    },
  };
}

async function answer(asked: Asked): Promise<void> {
  const { ports, request, response, gone } = asked;
  const [path = ''] = (request.url ?? '').split('?');
  if (request.method === 'POST' && path === '/next') {
    const { edge, body } = await prove(asked, SMALL_BYTES);
    return nextCall(ports, edge, body, response, gone);
  }
  if (request.method === 'POST' && path.startsWith('/answers/')) {
    const id = path.slice('/answers/'.length);
    const found = UUID.test(id) ? await ports.db.one((tx) => findCallLimit(tx, { id })) : null;
    if (!found) throw edgeProblem('call-gone');
    const { edge, body } = await prove(asked, found.limit_bytes + HEAD_BYTES);
    return answerCall(ports, edge, id, body, found.limit_bytes, response);
  }
  if (request.method === 'POST' && path === '/evidence') {
    const { edge, body } = await prove(asked, EVIDENCE_BYTES);
    return sayJson(response, 200, await takeEvidence(ports, edge, readJson(HandIn, body).items));
  }
  if (request.method === 'GET' && path === '/trust') return sayTrust(asked, await prove(asked, 0));
  throw edgeProblem('unknown-address');
}

async function prove({ ports, request }: Asked, limit: number): Promise<{ edge: ProvenEdge; body: Buffer }> {
  const { protocol, host } = new URL(ports.publicUrl);
  const { originalUrl = request.url ?? '/' } = request as { originalUrl?: string };
  const message: RequestMessage = { method: request.method ?? '', scheme: protocol === 'https:' ? 'https' : 'http', authority: host, target: originalUrl, fields: fieldsOf(request.rawHeaders) };
  // Who asks comes first: strangers send no megabytes.
  const edge = await proveEdge(ports, message, limit > 0);
  if (limit === 0) return { edge, body: Buffer.alloc(0) };
  const body = await readBody(request, limit);
  assertIsSigned(message, body);
  return { edge, body };
}

async function sayTrust({ ports, request, response }: Asked, { edge }: { edge: ProvenEdge }): Promise<void> {
  const { etag, envelope } = await readTrust(ports, edge);
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  sayJson(response, 200, envelope());
}

function sayJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

function refuse({ log }: EdgePorts, response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) return void response.destroy();
  const problem = error instanceof Problem ? error : null;
  if (!problem) log.error({ error: String(error) }, 'an edge could not be answered');
  const document = problem ? problemDocument(problem, '') : { title: 'ศูนย์ขัดข้อง', titleEn: 'The house failed', status: 500 };
  response.writeHead(problem?.status ?? 500, { 'content-type': 'application/problem+json; charset=utf-8', connection: 'close' }).end(JSON.stringify(document));
}
