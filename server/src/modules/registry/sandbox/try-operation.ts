import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldsOf } from '@saphan/contracts/http-signatures/message';
import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import type { Json } from '../documents/document.ts';
import { matchPath, moreExact } from '../documents/match-path.ts';
import { operationsOf, type FoundOperation } from '../documents/operations-of.ts';
import { compileRequestCheck, type CheckRequest } from '../documents/request-check.ts';
import { registryProblem } from '../errors.ts';
import type { RegistryPorts } from '../ports.ts';
import { findSeen } from '../services/read-services.ts';
import { findVersion } from '../services/services.sql.gen.ts';
import { answerFromExample } from './answer.ts';
import { checkSandboxSignature, type SignatureVerdict } from './signature.ts';

const LARGEST_BODY = 1024 * 1024, MOST_KEPT = 40;
export interface Ready { document: Json; operations: FoundOperation[]; checks: Map<string, CheckRequest> }
/** Documents of a house made ready, by service and version: a version never changes. The one asked for longest ago goes first. */
export type ReadyDocuments = Map<string, Ready>;

export interface Trying { db: Database; who: Principal; params: { slug: string }; request: FastifyRequest; reply: FastifyReply }

/**
 * Answers a call to the sandbox of a service from its document, never from data.
 * @throws `registry.service-not-found`, `registry.sandbox-sign-in`, `registry.sandbox-no-operation`, `registry.sandbox-method`, `registry.sandbox-request` with every place that is wrong.
 */
export async function trySandbox({ db, who, params, request, reply }: Trying, ports: RegistryPorts & { kept: ReadyDocuments }, now: Date): Promise<unknown> {
  reply.header('exchange-sandbox', 'true');
  const body = await readBody(request);
  const { ready, verdict } = await db.read(async (tx) => {
    const said = await verdictOf(tx, request, body, ports, now);
    // Whoever signs with a key of the register is known, and needs no agreement to try.
    return { verdict: said, ready: await readyOf(tx, ports.kept, who, params.slug, said?.ok ?? false) };
  });
  if (verdict) showVerdict(reply, verdict);
  const [path = '/', query = ''] = (request.raw.url ?? '/').slice(`/sandbox/${params.slug}`.length).split('?', 2);
  const { operation, values } = findOperation(ready, request.method, path || '/', reply);
  const faults = checkOf(ready, operation)({ path: values, query: new URLSearchParams(query), headers: request.headers, contentType: request.headers['content-type'], body });
  if (faults.length > 0) throw registryProblem('sandbox-request', { operationId: operation.operationId, errors: faults });
  const answer = answerFromExample(ready.document, operation, { prefer: [request.headers['prefer']].flat().join(',') });
  if (!answer) throw registryProblem('sandbox-no-operation', { detailTh: 'เอกสารไม่มีคำตอบตามที่ขอในหัว prefer', detailEn: 'The document has no answer as the prefer header asks.' });
  reply.status(answer.status).headers({ ...answer.headers, 'exchange-sandbox-operation': operation.operationId });
  return reply.send(answer.body === null ? '' : Buffer.from(answer.body));
}

async function readyOf(tx: Tx, kept: ReadyDocuments, who: Principal, slug: string, isSystem: boolean): Promise<Ready> {
  const service = await findSeen(tx, who, slug);
  if (who.kind === 'visitor' && !isSystem && (service.classification > 0 || service.is_personal)) throw registryProblem('sandbox-sign-in');
  if (service.version === null) throw registryProblem('no-version');
  const key = `${service.id}.${service.version}`;
  const known = kept.get(key);
  if (known) return known;
  const document = (await findVersion(tx, { service_id: service.id, version: service.version }))?.document as Json;
  const ready = { document, operations: operationsOf(document).operations.sort((a, b) => moreExact(a.pathTemplate, b.pathTemplate)), checks: new Map<string, CheckRequest>() };
  kept.set(key, ready);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return ready;
}

function findOperation({ operations }: Ready, method: string, path: string, reply: FastifyReply): { operation: FoundOperation; values: Record<string, string> } {
  const fitting = operations.flatMap((operation) => { const values = matchPath(operation.pathTemplate, path); return values ? [{ operation, values }] : []; });
  const found = fitting.find(({ operation }) => operation.method === method);
  if (found) return found;
  if (fitting.length === 0) throw registryProblem('sandbox-no-operation', { path: path.slice(0, 200) });
  const allowed = [...new Set(fitting.map(({ operation }) => operation.method))].join(', ');
  reply.header('allow', allowed);
  throw registryProblem('sandbox-method', { allowed });
}

function checkOf({ checks }: Ready, { operationId, request }: FoundOperation): CheckRequest {
  const check = checks.get(operationId) ?? compileRequestCheck(request);
  checks.set(operationId, check);
  return check;
}

async function readBody(request: FastifyRequest): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.raw) {
    bytes += (part as Buffer).length;
    if (bytes > LARGEST_BODY) throw registryProblem('sandbox-request', { errors: [{ pointer: '/body', th: 'สนามลองรับเนื้อหาไม่เกิน 1 MB', en: 'The sandbox takes 1 MB at most' }] });
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

async function verdictOf(tx: Tx, request: FastifyRequest, body: Buffer, { publicUrl }: RegistryPorts, now: Date): Promise<SignatureVerdict | null> {
  const scheme = publicUrl.startsWith('https:') ? 'https' : 'http';
  return checkSandboxSignature(tx, { method: request.method, scheme, authority: request.headers.host ?? '', target: request.raw.url ?? '/', fields: fieldsOf(request.raw.rawHeaders) }, body, now);
}

/** In English as headers have it; in Thai percent-encoded. */
function showVerdict(reply: FastifyReply, { ok, code, th, en }: SignatureVerdict): void {
  reply.header('exchange-sandbox-signature', ok ? 'ok' : `${code}; ${en}`).header('exchange-sandbox-signature-th', encodeURIComponent(th));
}
