import type { IncomingMessage, ServerResponse } from 'node:http';
import { newUuid7 } from '#kernel/uuid7.ts';
import { exchangeProblem } from '../errors.ts';
import type { ExchangePorts } from '../ports.ts';
import { assertNoIdsInAddress } from '../subjects/no-ids-in-address.ts';
import { readPlainJson } from '../subjects/plain-json.ts';
import { assertCommitted, readSubjects } from '../subjects/read-subjects.ts';
import { matchOperation, splitTarget } from '../trust/match-operation.ts';
import type { TrustSnapshot } from '../trust/snapshot.ts';
import { askHosted } from '../upstream/ask-hosted.ts';
import { askLive } from '../upstream/ask-live.ts';
import { sendAnswer, sendRefusal } from './answer.ts';
import { assertValid } from './assert-valid.ts';
import type { AgreedCall, Answer, Asker, Call } from './call.ts';
import { assertStillAgreed, decide } from './decide.ts';
import { throughDoor, type Door, type SharedGateway } from './door.ts';
import { assertNotRetired } from './farewell.ts';
import { identify } from './identify.ts';
import { dayOf } from './limits.ts';
import { openParts, type GatewayParts } from './open-parts.ts';
import { assertPlain, hasBody, messageOf, readBody } from './read-request.ts';

export const PREFIX = '/x';

export interface Gateway extends SharedGateway {
  /** Settles when what rooms changed before the call is known here. */
  reload(): Promise<void>;
}

/** Opens the gateway: from then on it answers whatever comes below `/x`. */
export async function openGateway(ports: ExchangePorts): Promise<Gateway> {
  const parts = await openParts(ports);
  return {
    handle: (incoming, outgoing, door) => exchange(parts, incoming, outgoing, door), identify: (incoming, client) => identifyOnly(parts, incoming, client),
    reload: parts.trust.reload, close: parts.close,
  };
}

/** One exchange from its first byte to its last. */
async function exchange(parts: GatewayParts, incoming: IncomingMessage, outgoing: ServerResponse, door?: Door): Promise<void> {
  const at = parts.ports.clock.now();
  const sent = messageOf(incoming, parts.house);
  const call: Call = { id: newUuid7(at), atMs: at.getTime(), incoming, outgoing, message: door ? throughDoor(sent, door) : sent, trust: parts.trust.now() ?? nothing, door };
  let answer: Answer | null = null;
  try {
    const agreed = await agree(parts, call);
    answer = await forward(parts, agreed);
    assertStillAgreed(parts.trust.now() ?? nothing, agreed, parts.ports.clock.now().getTime());
    await sendAnswer(parts, agreed, answer);
  } catch (error) {
    await sendRefusal(parts, call, error);
  } finally {
    await call.body?.discard();
    await answer?.body.discard();
  }
}

/** Everything that must be known before a call goes anywhere, the cheap questions first. */
async function agree(parts: GatewayParts, call: Call): Promise<AgreedCall> {
  const { ports, limits, nonces } = parts;
  const { message, trust, atMs } = call;
  if (trust === nothing) throw exchangeProblem('not-ready');
  assertPlain(message);
  const found = Object.assign(call, find(call, parts.ports.publicUrl));
  if (found.service.isPersonal) assertNoIdsInAddress(message);
  const asker = knownAt(call) ?? await identify(parts.identify, call.incoming, message, hasBody(message), trust, atMs);
  decide(Object.assign(found, { asker }), atMs);
  const { service, agreement } = call as AgreedCall;
  call.limits = limits.take(agreement, atMs);
  call.quotaDay = dayOf(atMs);
  try {
    call.body = await readBody(call.incoming, message, { limitBytes: service.limitBytes, dir: ports.spoolDir, needsDigest: call.door === undefined });
    call.citizenIds = aboutWhom(call as AgreedCall);
    if (service.strict) await assertValid(call as AgreedCall);
    if (asker.signature && !await nonces.claim(asker.signature.keyid, asker.signature.nonce, asker.signature.expires * 1000, !service.needsEvidence)) throw exchangeProblem('replayed');
    assertStillAgreed(parts.trust.now() ?? nothing, call as AgreedCall, ports.clock.now().getTime());
  } catch (error) {
    limits.giveBack(agreement.id, call.quotaDay);
    delete call.quotaDay;
    throw error;
  }
  return call as AgreedCall;
}

/** Whoever a door knows by a shared secret; null for all who prove themselves here. */
function knownAt({ door, trust }: Call): Asker | null {
  const system = door?.known === undefined ? undefined : trust.systemsByPath.get(door.known);
  return system ? { system, assurance: 0, signature: null } : null;
}

async function identifyOnly(parts: GatewayParts, incoming: IncomingMessage, client: string | null): Promise<void> {
  const trust = parts.trust.now();
  if (!trust) throw exchangeProblem('not-ready');
  const sent = messageOf(incoming, parts.house);
  assertPlain(sent);
  const message = throughDoor(sent, { claims: { 'exchange-client': client ?? '' } });
  await identify(parts.identify, incoming, message, hasBody(message), trust, parts.ports.clock.now().getTime());
}

/** @throws `exchange.service-not-found`, `service-retired`, `operation-not-found`. */
function find({ message, trust, door, atMs }: Call, publicUrl: string) {
  const target = splitTarget(door?.target ?? message.target, PREFIX);
  const service = target && trust.services.get(target.slug);
  if (target) assertNotRetired(trust, target.slug, service ?? undefined, atMs, publicUrl);
  if (!target || !service || trust.systemsById.get(service.systemId)?.state !== 'active') throw exchangeProblem('service-not-found');
  const matched = matchOperation(service, message.method, target.path);
  if (matched === null) throw exchangeProblem('operation-not-found', { method: message.method, path: target.path });
  return { service, ...matched, rest: target.path, query: target.query };
}

function aboutWhom(call: AgreedCall): string[] {
  const { service, message, asker } = call;
  if (!service.isPersonal || service.subjectSelectors.length === 0) return [];
  const ids = readSubjects(service.subjectSelectors, message.fields, () => readPlainJson(call));
  if (asker.signature) assertCommitted(message.fields, asker.signature.nonce, ids);
  return ids;
}

async function forward(parts: GatewayParts, call: AgreedCall): Promise<Answer> {
  const since = performance.now();
  try {
    return call.service.kind === 'hosted' ? await askHosted(parts.ports, call) : await askLive(parts.live, call);
  } finally {
    call.upstreamMs = Math.round(performance.now() - since);
  }
}

const nothing: TrustSnapshot = { revision: '', systemsByPath: new Map(), systemsByClient: new Map(), systemsById: new Map(), keys: new Map(), services: new Map(), personal: new Set(), moved: new Map(), retired: new Map(), agreements: new Map(), tokenKeys: new Map() };
