import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fieldsOf } from '@saphan/contracts/http-signatures/message';
import { newUuid7 } from '#kernel/uuid7.ts';
import type { Edge } from '../edge.ts';
import { problemBody, Refusal } from '../edge-problem.ts';
import { listenAt, readBody } from '../listening.ts';
import { provide } from '../provide/provide.ts';

const LARGEST_BODY = 32 * 1024 * 1024;
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'proxy-connection', 'expect', 'host', 'cookie']);

/** Takes calls from other agencies' edges while the hub is away. Everything that the gateway would check of a signature and agreement is checked here. */
export async function listenDirect(edge: Edge): Promise<Server | null> {
  const { direct } = edge.config;
  if (!direct) return null;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 32_768 }, (request, response) => {
    void answer(edge, request, response).catch((error: unknown) => refuse(response, error));
  });
  server.maxConnections = 200;
  return listenAt(server, direct.listen);
}

async function answer(edge: Edge, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Calls through the hub have a witness: without need there are no others.
  if (!edge.hub.away) throw new Refusal(503, 'hub-is-there', 'ปลายทางนี้ติดต่อศูนย์ได้: ให้เรียกผ่านศูนย์', 'This edge reaches the hub: call through the hub');
  const headers: [string, string][] = [...fieldsOf(request.rawHeaders)].filter(([name]) => !HOP.has(name)).flatMap(([name, values]) => values.map((value) => [name, value] as [string, string]));
  const bytes = await readBody(request, LARGEST_BODY);
  const id = newUuid7(edge.now());
  const answered = await provide(edge, { id, method: request.method ?? '', target: request.url ?? '', headers, body: bytes.length > 0 ? bytes : null, via: 'direct' });
  if (answered.receipt?.request) edge.post.keep(answered.receipt);
  response.writeHead(answered.status, [...answered.headers, ['content-length', String(answered.body.length)] as [string, string]].flat()).end(answered.body);
}

function refuse(response: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'failed', 'ปลายทางของหน่วยงานขัดข้อง', 'The agency’s edge failed');
  if (response.headersSent) return void response.destroy();
  response.writeHead(refusal.status, { 'content-type': 'application/problem+json', connection: 'close' }).end(problemBody(refusal));
}
