import { hash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '#kernel/problem.ts';
import { exchangeProblem } from '../errors.ts';
import type { ExchangeRecord } from '../evidence/exchange-record.ts';
import { isAway } from '../evidence/register.ts';
import type { AgreedCall, Answer, Call } from './call.ts';
import type { GatewayParts } from './open-parts.ts';
import { farewellHeaders } from './farewell.ts';
import { recordOf } from './record-of.ts';
import { refusalOf } from './refuse.ts';
import { signAnswer, signRefusal } from './sign-answer.ts';

const ONE_PIECE_BYTES = 16 * 1024;
const FOR_ALL = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

/**
 * Signs an answer, keeps its evidence, and only then lets it go.
 * @throws `exchange.evidence-unavailable` where it cannot be kept.
 */
export async function sendAnswer(parts: GatewayParts, call: AgreedCall, answer: Answer): Promise<void> {
  const nowMs = parts.ports.clock.now().getTime();
  const { body, status, provider, note } = answer;
  const headers: Record<string, string> = {
    ...answer.headers, ...FOR_ALL, ...await call.door?.answerHeaders(call), ...call.limits, 'exchange-id': call.id, 'exchange-assurance': String(call.asker.assurance), 'exchange-decision': call.agreement.decision,
    ...(status >= 400 && { 'exchange-error-origin': 'provider' }), ...farewellHeaders(call.service, parts.ports.publicUrl, answer.headers['link']),
  };
  const gateway = await signAnswer(parts.key, call.message, { status, headers, sha256: body.sha256 }, nowMs);
  const subjects = call.citizenIds.length === 0 ? [] : await parts.subjects(call.citizenIds, call.agreement, call.atMs);
  await keep(parts, recordOf(call, { status, gateway, responseBytes: body.bytes, nowMs, provider, note, subjects, errorOrigin: status >= 400 ? 'provider' : null }), call.service);
  await write(call, status, headers, body);
}

/** Answers whoever is refused, signed by the house; kept as evidence when it is known who asked. */
export async function sendRefusal(parts: GatewayParts, call: Call, error: unknown): Promise<void> {
  const refusal = refusalOf(error, call.id);
  if (refusal.problem.code === 'exchange.failed') parts.ports.log.error({ exchange: call.id, error: String((error as Error)?.stack ?? error) }, 'the gateway failed');
  try {
    await refuse(parts, call, refusal, isKept(refusal.problem) && isWorthKeeping(parts, call));
  } catch {
    // Evidence of the refusal could not be kept: say that, and nothing that was not kept.
    if (call.agreement && call.quotaDay) parts.limits.giveBack(call.agreement.id, call.quotaDay);
    await refuse(parts, call, refusalOf(exchangeProblem('evidence-unavailable'), call.id), false).catch(() => call.outgoing.destroy());
  }
}

/** What floods is not written down row by row, and what cannot be written is not tried again. */
const isKept = ({ code }: Problem): boolean => code !== 'exchange.too-fast' && code !== 'exchange.evidence-unavailable';

/** A call that was forwarded is always written down, and so is each refusal but those of a flood. */
const isWorthKeeping = ({ limits }: GatewayParts, { asker, atMs, upstreamMs }: Call): boolean => upstreamMs !== undefined || asker === undefined || limits.mayKeepRefusal(asker.system.id, atMs);

async function refuse(parts: GatewayParts, call: Call, { problem, origin, ...plain }: ReturnType<typeof refusalOf>, kept: boolean): Promise<void> {
  const { status, body, headers: own } = call.door?.refusal(problem, call.id) ?? { ...plain, status: problem.status };
  const nowMs = parts.ports.clock.now().getTime();
  const headers: Record<string, string> = {
    ...own, ...FOR_ALL, ...(call.limits && own['ratelimit'] === undefined ? call.limits : {}), 'exchange-id': call.id, 'exchange-assurance': String(call.asker?.assurance ?? 0),
    'exchange-decision': call.agreement?.decision ?? parts.refusalDecision(), 'exchange-error-origin': origin,
  };
  const gateway = await signRefusal(parts.key, call.message, { status, headers, sha256: hash('sha256', body, 'base64') }, nowMs);
  const { asker } = call;
  if (kept && asker) await keep(parts, recordOf({ ...call, asker }, { status, gateway, responseBytes: body.length, nowMs, errorOrigin: origin, problem: problem.code }), call.service);
  if (!call.incoming.complete) headers['connection'] = 'close';
  await write(call, status, headers, { open: () => body, bytes: body.length });
}

/** Where a service's evidence is best-effort, the disk of this gateway is enough while the register is away. */
async function keep(parts: GatewayParts, record: ExchangeRecord, service: Call['service']): Promise<void> {
  try {
    await parts.keep(record, service?.needsEvidence === false);
  } catch (error) {
    if (!isAway(error)) parts.ports.log.error({ exchange: record.id, error: String(error) }, 'evidence could not be kept');
    throw exchangeProblem('evidence-unavailable', {}, { cause: error });
  }
}

async function write({ outgoing, message }: Call, status: number, headers: Record<string, string>, body: Pick<Answer['body'], 'open' | 'bytes'>): Promise<void> {
  if (outgoing.destroyed) return;
  const isBare = status === 204 || status === 304;
  outgoing.writeHead(status, isBare ? headers : { ...headers, 'content-length': String(body.bytes) });
  if (isBare || message.method === 'HEAD') { outgoing.end(); return; }
  const content = body.open();
  // Letters of one byte go out in one piece with the head; a buffer would be a second.
  if (Buffer.isBuffer(content) && content.length <= ONE_PIECE_BYTES) outgoing.end(content.toString('latin1'), 'latin1');
  else if (Buffer.isBuffer(content)) outgoing.end(content);
  else await pipeline(content, outgoing).catch(() => outgoing.destroy());
}
