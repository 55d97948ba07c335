import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom } from '@saphan/contracts/http-signatures/message';
import { readResponseSignature } from '@saphan/contracts/http-signatures/profile';
import { Problem } from '#kernel/problem.ts';
import { exchangeProblem } from '../errors.ts';
import type { AgreedCall, Answer } from '../gateway/call.ts';
import { inMemory, MEMORY_BYTES, spool } from '../gateway/spool.ts';
import { isRightSignature } from '../keys/verify.ts';
import { askEdge, EDGE_UPSTREAM, type AskEdge } from './ask-edge.ts';
import type { Circuits } from './circuit.ts';
import { askPool } from './ask-pool.ts';
import { backHeaders, onwardHeaders } from './headers.ts';
import type { Pools } from './pools.ts';
import { undocumented } from './undocumented.ts';
import { limitHeaders, withinGrant } from './within-grant.ts';

/** The slowest that a large answer may come. */
const BYTES_PER_MS = 64;

export interface LivePorts { readonly pools: Pools; readonly circuits: Circuits; readonly spoolDir: string; upstreamHeaders(serviceId: number): Promise<Record<string, string>>; readonly askEdge: AskEdge | undefined }

/**
 * Asks the owner's own system. Its digest is checked, and its signature when it signs.
 * @throws problems of `exchange` that name the provider or the network.
 */
export async function askLive(ports: LivePorts, call: AgreedCall): Promise<Answer> {
  const { service } = call;
  ports.circuits.enter(service.id, Date.now());
  let answer: Answer;
  try {
    answer = await ask(ports, call);
  } catch (error) {
    const problem = asProblem(error);
    ports.circuits.left(service.id, saysOf(problem), Date.now());
    throw problem;
  }
  ports.circuits.left(service.id, 'answers', Date.now());
  try {
    return await withinGrant(call, answer);
  } catch (error) {
    await answer.body.discard();
    throw error;
  }
}

const SILENT = new Set(['exchange.provider-unreachable', 'exchange.provider-too-slow']);
const ANSWERED = new Set(['exchange.answer-too-large', 'exchange.provider-digest-wrong', 'exchange.provider-signature-wrong']);

/** What a failure says of the provider: who asks too much, or a full disk of the house, says nothing of it. */
const saysOf = ({ code }: Problem): 'silent' | 'answers' | 'nothing' => SILENT.has(code) ? 'silent' : ANSWERED.has(code) ? 'answers' : 'nothing';

async function ask(ports: LivePorts, call: AgreedCall): Promise<Answer> {
  if (call.service.upstreamUrl === EDGE_UPSTREAM) return askByEdge(ports, call);
  const { pools, spoolDir, upstreamHeaders } = ports;
  const { service, message, body, id } = call;
  const { pool, basePath } = await pools.of(service.upstreamUrl ?? '');
  const headers = limitHeaders(call, onwardHeaders(message, id, await upstreamHeaders(service.id)));
  if (body.bytes > 0) headers['content-length'] = String(body.bytes);
  const gatherBytes = Math.min(service.limitBytes, MEMORY_BYTES);
  const tooSlow = () => exchangeProblem('provider-too-slow');
  const answer = await askPool(pool, {
    path: `${basePath}${call.rest}${call.query}`, method: message.method as 'GET', headers, body: body.bytes > 0 ? body.open() : null, headersTimeout: service.timeoutMs, bodyTimeout: service.timeoutMs,
  }, { gatherBytes, gatherMs: service.timeoutMs + gatherBytes / BYTES_PER_MS, withinMs: service.timeoutMs * 2 + service.limitBytes / BYTES_PER_MS, tooSlow });
  const back = backHeaders(answer.headers);
  const said = back['content-digest'];
  const wantsSha512 = said?.includes('sha-512') ?? false;
  const spooled = Buffer.isBuffer(answer.body) ? inMemory(answer.body, wantsSha512)
    : await spool(answer.body, { limitBytes: service.limitBytes, dir: spoolDir, withinMs: service.timeoutMs, wantsSha512, tooLarge: () => exchangeProblem('answer-too-large', { limitBytes: service.limitBytes }), tooSlow });
  if (said !== undefined) assertDigest(said, spooled);
  return { status: answer.status, headers: back, body: spooled, provider: readProvider(call, answer.status, back), note: undocumented(call.operation, answer.status, back['content-type']) };
}

/** The same of an edge of the provider's system, which asked for the call itself. */
async function askByEdge(ports: LivePorts, call: AgreedCall): Promise<Answer> {
  const answer = await askEdge(ports.askEdge, call, onwardHeaders(call.message, call.id, {}));
  const back = backHeaders(Object.fromEntries(answer.headers));
  const said = back['content-digest'];
  const body = inMemory(answer.body, said?.includes('sha-512') ?? false);
  if (said !== undefined) assertDigest(said, body);
  return { status: answer.status, headers: back, body, provider: readProvider(call, answer.status, back), note: undocumented(call.operation, answer.status, back['content-type']) };
}

function assertDigest(said: string, { sha256, sha512 }: Answer['body']): void {
  try {
    const read = parseContentDigest(said);
    if (read.sha256 === sha256 && (read.sha512 === null || read.sha512 === sha512)) return;
  } catch { /* said below */ }
  throw exchangeProblem('provider-digest-wrong');
}

/** The provider's own signature, if it signs: then it must be right, by a key of its system, about this very request. */
function readProvider({ message, trust, service, id }: AgreedCall, status: number, headers: Record<string, string>): Answer['provider'] {
  if (headers['signature'] === undefined && headers['signature-input'] === undefined) return null;
  try {
    if (headers['exchange-id'] !== id) throw new SignatureFault('not-covered', 'exchange-id');
    const read = readResponseSignature({ status, fields: fieldsFrom(headers), request: message }, 'rsp');
    const key = trust.keys.get(read.keyid);
    const now = Date.now();
    if (key === undefined || key.systemId !== service.systemId || now < key.fromMs || now >= key.untilMs) throw new SignatureFault('parameter-wrong', 'keyid');
    if (!isRightSignature(key, read.base, read.signature)) throw new SignatureFault('wrong-signature', 'rsp');
    // Nothing else that was signed goes on under the name of the provider.
    headers['signature-input'] = `rsp=${read.input.text}`;
    headers['signature'] = `rsp=:${read.signature}:`;
    return { base: read.base, signature: read.signature, kid: read.keyid };
  } catch (error) {
    const fault = error instanceof SignatureFault ? { fault: error.code, about: error.about } : {};
    throw exchangeProblem('provider-signature-wrong', fault, { cause: error });
  }
}

function asProblem(error: unknown): Problem {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof Problem) {
      if (at.code.startsWith('exchange.')) return at;
      if (at.code === 'kernel.host-refused' || at.code === 'kernel.url-refused') return exchangeProblem('provider-refused-address', {}, { cause: error });
    }
    const { code, name } = at as { code?: string; name: string };
    if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || name === 'TimeoutError') return exchangeProblem('provider-too-slow', {}, { cause: error });
  }
  return exchangeProblem('provider-unreachable', {}, { cause: error });
}
