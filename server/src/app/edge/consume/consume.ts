import { randomBytes } from 'node:crypto';
import { assertCanonicalTarget } from '@saphan/contracts/http-signatures/canonical-target';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import type { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { fieldsFrom, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { signRequest } from '@saphan/contracts/http-signatures/sign';
import type { TrustedAgreement, TrustedService } from '@saphan/contracts/edge/trust';
import { sha256Base64 } from '#kernel/message-keys.ts';
import type { Edge } from '../edge.ts';
import { HubAway, Refusal } from '../edge-problem.ts';
import type { HubAnswer } from '../hub/hub-client.ts';
import { headersOf } from '../subject-headers.ts';
import { commitmentOf } from './commitment.ts';
import type { ProgramAnswer, ProgramCall, SentRequest } from './program-call.ts';
import { keepAnswer, verifyAnswer } from './verify-answer.ts';

const LIFE_S = 120;
const SAFE = ['GET', 'HEAD'];
const SENT = ['accept', 'accept-language', 'content-type', 'prefer', 'range', 'if-none-match', 'exchange-case'];
/** What of an answer is for the program: not the connection's own, not what another origin's page could use. */
const DROPPED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'set-cookie', 'date', 'server', 'strict-transport-security']);

/** One stream a process, so that the hub can tell a call that went missing. */
const streams = new WeakMap<Edge, { stream: string; n: number }>();

/** Asks a service for a program of the agency: signed with the agency's key, by the hub, or by the provider's own edge while the hub is away. The answer is verified and kept. */
export async function consume(edge: Edge, call: ProgramCall): Promise<ProgramAnswer> {
  edge.hub.assertClock();
  edge.receipts.assertRoom();
  const { service, agreement, purpose } = choose(edge, call);
  const make = () => signFor(edge, call, service, agreement, purpose);
  if (edge.hub.away && canGoDirect(edge, service)) return goDirect(edge, make());
  const sent = make();
  try {
    const answer = await edge.hub.send(call.method, call.target, sent.headers, call.body, { signal: edge.signal, timeoutMs: service.timeoutMs + 10_000 });
    return await finish(edge, sent, answer, 'hub');
  } catch (error) {
    // What the hub may have passed on is not asked a second time.
    if (!(error instanceof HubAway) || !canGoDirect(edge, service) || !(error.unsent || SAFE.includes(call.method))) throw error;
    return goDirect(edge, make());
  }
}

const canGoDirect = ({ trust }: Edge, { system }: TrustedService): boolean => trust.directOf(system).length > 0;

async function goDirect(edge: Edge, sent: SentRequest): Promise<ProgramAnswer> {
  const standing = edge.trust.standing();
  if (standing === 'over' || standing === 'none') throw new Refusal(503, 'trust-over', 'ติดต่อศูนย์ไม่ได้ และภาพความเชื่อถือพ้นระยะผ่อนผันแล้ว', 'The hub cannot be reached, and the trust snapshot is over and so is the grace');
  let last: unknown = null;
  for (const base of edge.trust.directOf(sent.service.system)) {
    try {
      const { host: _host, ...headers } = sent.headers;
      const answer = await edge.hub.send(sent.message.method, sent.message.target, headers, sent.body, { signal: edge.signal, timeoutMs: sent.service.timeoutMs + 5_000, base });
      return await finish(edge, sent, answer, 'direct');
    } catch (error) {
      if (!(error instanceof HubAway)) throw error;
      last = error;
      if (!error.unsent && !SAFE.includes(sent.message.method)) break;
    }
  }
  throw new Refusal(503, 'nobody-there', 'ติดต่อทั้งศูนย์และปลายทางของหน่วยงานเจ้าของบริการไม่ได้', `Neither the hub nor the provider’s edge can be reached (${(last as Error | null)?.message ?? ''})`);
}

async function finish(edge: Edge, sent: SentRequest, answer: HubAnswer, via: 'hub' | 'direct'): Promise<ProgramAnswer> {
  const proof = verifyAnswer(edge, sent, answer, via);
  await keepAnswer(edge, sent, answer, via, proof);
  const headers = answer.headers.filter(([name]) => !DROPPED.has(name));
  return { status: answer.status, headers: [...headers, ['exchange-verified', [proof.response ? 'provider' : '', proof.gateway ? 'house' : ''].filter(Boolean).join(', ') || 'nobody'], ['exchange-via', via]], body: answer.body };
}

function choose({ config, trust }: Edge, call: ProgramCall): { service: TrustedService; agreement: TrustedAgreement; purpose: string } {
  try {
    assertCanonicalTarget(call.target);
  } catch (error) {
    throw new Refusal(400, 'target-not-canonical', 'ที่อยู่ที่เรียกเขียนไม่ถูกแบบ', `The address is not written in its one form (${(error as SignatureFault).about})`);
  }
  const [, slug = ''] = /^\/x\/([a-z][a-z0-9-]*)(?:[/?]|$)/.exec(call.target) ?? [];
  const service = trust.service(slug);
  const named = call.header('exchange-agreement') ?? config.agreements[slug]?.agreement;
  const known = trust.uses(slug).filter((each) => named === undefined ? each.state === 'active' : each.number === named);
  const [agreement] = known;
  if (!service || !agreement) throw new Refusal(403, 'no-agreement', `ระบบนี้ไม่มีข้อตกลงกับบริการ ${slug}`, `This system has no agreement for the service ${slug}`);
  if (known.length > 1) throw new Refusal(400, 'agreement-needed', 'มีหลายข้อตกลง: ระบุ exchange-agreement', `There are several agreements (${known.map(({ number }) => number).join(', ')}): send exchange-agreement`);
  const purpose = call.header('exchange-purpose') ?? config.agreements[slug]?.purpose ?? (agreement.purposes.length === 1 ? agreement.purposes[0] : undefined);
  if (purpose === undefined || !agreement.purposes.includes(purpose)) throw new Refusal(400, 'purpose-needed', 'ระบุวัตถุประสงค์ตามข้อตกลงใน exchange-purpose', `Send one purpose of the agreement in exchange-purpose: ${agreement.purposes.join(', ')}`);
  return { service, agreement, purpose };
}

function signFor(edge: Edge, call: ProgramCall, service: TrustedService, agreement: TrustedAgreement, purpose: string): SentRequest {
  const { config, key, now } = edge;
  const { protocol, host } = new URL(config.hub);
  const stream = streams.get(edge) ?? { stream: randomBytes(12).toString('base64url'), n: 0 };
  streams.set(edge, { stream: stream.stream, n: stream.n + 1 });
  const headers: Record<string, string> = { host };
  const nonce = randomBytes(16).toString('base64url');
  for (const name of [...SENT, ...headersOf(service.subjectSelectors)]) { const value = call.header(name); if (value !== undefined) headers[name] = value; }
  // What is signed is read byte for byte: nobody on the way may pack it.
  Object.assign(headers, { 'accept-encoding': 'identity', 'exchange-client': config.system, 'exchange-agreement': agreement.number, 'exchange-purpose': purpose, 'exchange-seq': `${stream.stream};n=${stream.n + 1}` });
  const persons = service.isPersonal ? commitmentOf(service.subjectSelectors, call, nonce) : null;
  if (persons !== null) headers['exchange-subject'] = persons;
  if (call.body) headers['content-digest'] = contentDigest(sha256Base64(call.body));
  const message: RequestMessage = { method: call.method, scheme: protocol === 'https:' ? 'https' : 'http', authority: host, target: call.target, fields: fieldsFrom(headers) };
  const created = Math.floor(now().getTime() / 1000);
  const signed = signRequest(message, { created, expires: created + LIFE_S, nonce, keyid: key.kid }, key.sign);
  Object.assign(headers, { 'signature-input': signed.inputField, signature: signed.signatureField });
  return { message: { ...message, fields: fieldsFrom(headers) }, headers, signed, service, agreement, purpose, body: call.body };
}
