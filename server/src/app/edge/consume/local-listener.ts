import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Edge } from '../edge.ts';
import { EdgeProblem, HubAway, problemBody, Refusal } from '../edge-problem.ts';
import { listenAt, readBody } from '../listening.ts';
import { consume } from './consume.ts';

const LARGEST_BODY = 32 * 1024 * 1024;

/** Where programs of the agency call services as if they stood in their own network: no keys, no signatures. Only programs of this machine, never a page. */
export async function listenLocally(edge: Edge): Promise<Server | null> {
  const { listen } = edge.config;
  if (listen === undefined) return null;
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000, maxHeaderSize: 32_768 }, (request, response) => {
    void answer(edge, request, response).catch((error: unknown) => refuse(response, error));
  });
  return listenAt(server, listen);
}

async function answer(edge: Edge, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host) || origin !== undefined || site !== undefined) throw new Refusal(403, 'not-a-program', 'รับเฉพาะโปรแกรมในเครื่องนี้', 'Only programs of this machine may call here');
  const bytes = await readBody(request, LARGEST_BODY);
  const answered = await consume(edge, { method: request.method ?? 'GET', target: request.url ?? '/', header: (name) => { const value = request.headers[name]; return Array.isArray(value) ? value.join(', ') : value; }, body: bytes.length > 0 ? bytes : null });
  response.writeHead(answered.status, [...answered.headers, ['content-length', String(answered.body.length)] as [string, string]].flat()).end(answered.body);
}

function refuse(response: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : error instanceof HubAway ? new Refusal(503, 'hub-away', error.th, error.en)
    : new Refusal(500, 'failed', error instanceof EdgeProblem ? error.th : 'ปลายทางขัดข้อง', error instanceof EdgeProblem ? error.en : 'The edge failed');
  if (response.headersSent) return void response.destroy();
  response.writeHead(refusal.status, { 'content-type': 'application/problem+json', 'exchange-error-origin': 'consumer' }).end(problemBody(refusal));
}
