import type { Database, Tx } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { Method } from '../account/facts.ts';
import { firstPersona, personasOf } from '../account/personas.ts';
import { recordSignIn, type Place } from '../history/record.ts';
import type { LiveSession } from '../types.ts';
import { stepUpSession, type Started } from '../session/start.ts';
import type { ClientOf } from './client.ts';
import { findKnown, proofOf, startUpstreamSession, unlinkedOf, type Entered, type EnterPorts, type Unlinked } from './enter.ts';
import { problem } from './errors.ts';
import { readAnswer } from './exchange.ts';
import { selectProvider } from './find-upstream.ts';
import { findLink, raiseIal } from './link.sql.gen.ts';
import type { UpstreamFound } from './public.ts';
import type { ProviderUpstream } from './settings.ts';
import { foundOfArrival } from './saml/arrival.ts';
import type { Onward, Way } from './start.ts';
import { browserOf, proofsOf, wayIdIn } from './way.ts';
import { insertWay, takeWay } from './way.sql.gen.ts';

export interface ComeBackPorts extends EnterPorts { db: Database; clientOf: ClientOf; log: Log }

/** How a way ended, and where the browser goes on. */
export type Arrival = { onward: Onward } & ({ outcome: 'in'; started: Started; choosePersona: boolean } | { outcome: 'second-factor'; started: Started; methods: Method[] } | { outcome: 'link-needed'; challengeId: string } | { outcome: 'refused' });

/** Who asks besides the answer itself: the browser by its secret, and the session it has. */
export interface Comer { secret: string | null; live: LiveSession | null; place: Place }

/** The way that an answer belongs to; it is used up. @throws `identity.upstream-lost`. */
export async function takeWayOf(db: Database, upstreamId: string, answer: URL, secret: string | null): Promise<{ id: string; data: Way; accountId: string | null; sessionId: string | null }> {
  const id = wayIdIn(answer.searchParams.get('state'));
  const taken = id === null || secret === null ? null : await db.tx((tx) => takeWay(tx, { id, kind: 'upstream', browser: browserOf(secret) }));
  const data = taken?.data as Way | undefined;
  // An answer for one provider that comes to the address of another is a mix-up (RFC 9700 §4.4).
  if (id === null || !taken || !data || data.upstreamId !== upstreamId) throw problem('upstream-lost');
  return { id, data, accountId: taken.account_id, sessionId: taken.session_id };
}

/**
 * Ends a way: signs in, proves more in the session that set out, or says that the owner of an account must link it first.
 *
 * @throws problems of `errors.ts`.
 */
export async function comeBack(ports: ComeBackPorts, way: Awaited<ReturnType<typeof takeWayOf>>, answer: URL, { secret, live, place }: Comer): Promise<Arrival> {
  const upstream = await ports.db.tx((tx) => selectProvider(tx, way.data.upstreamId));
  const proofs = proofsOf(secret ?? '', way.id);
  const found = upstream.kind === 'saml' ? foundOfArrival(upstream, way.data, answer, proofs.state) : await readAnswer(ports, upstream, answer, proofs);
  const onward = { lang: way.data.lang, interaction: way.data.interaction, to: way.data.to };
  return ports.db.tx(async (tx) => {
    if (way.data.purpose !== 'sign-in') return proveMore(tx, ports, upstream, found, { live, way, onward, place });
    return arrivalOf(tx, await startUpstreamSession(tx, ports, upstream, found, place), onward, way.data.browser);
  });
}

async function arrivalOf(tx: Tx, entered: Entered, onward: Onward, browser: string): Promise<Arrival> {
  if (entered.outcome === 'refused' || entered.outcome === 'second-factor') return { ...entered, onward };
  if (entered.outcome === 'link-needed') return { outcome: 'link-needed', challengeId: await keepUnlinked(tx, entered.unlinked, browser), onward };
  const choosePersona = firstPersona(entered.facts) === '' && personasOf(entered.facts).every(({ id }) => id !== '');
  return { outcome: 'in', started: entered.started, choosePersona, onward };
}

/** Keeps a proven identity for the quarter of an hour in which its owner may link it. */
async function keepUnlinked(tx: Tx, unlinked: Unlinked, browser: string): Promise<string> {
  return (await insertWay(tx, { kind: 'upstream-link', account_id: unlinked.accountId, session_id: null, data: { ...unlinked, browser } })).id;
}

interface Step { live: LiveSession | null; way: { data: Way; accountId: string | null; sessionId: string | null }; onward: Onward; place: Place }

/** Raises the session that set out, when the identity is linked to its account; a new identity goes to the page that links. */
async function proveMore(tx: Tx, ports: EnterPorts, upstream: ProviderUpstream, found: UpstreamFound, { live, way, onward, place }: Step): Promise<Arrival> {
  if (!live || live.id !== way.sessionId || live.accountId !== way.accountId) throw problem('upstream-lost');
  const link = await findLink(tx, { upstream_id: upstream.id, subject: found.subject, demo_may: ports.mode === 'demo' });
  if (!link) {
    const unlinked = unlinkedOf(found, await findKnown(tx, ports, found));
    if (unlinked.accountId !== null && unlinked.accountId !== live.accountId) throw problem('upstream-other-account');
    return { outcome: 'link-needed', challengeId: await keepUnlinked(tx, { ...unlinked, accountId: live.accountId }, way.data.browser), onward };
  }
  if (link.account_id !== live.accountId) throw problem('upstream-other-account');
  const proof = proofOf(found);
  const started = await stepUpSession(tx, live.id, proof);
  if (!started) throw problem('upstream-lost');
  await raiseIal(tx, { id: live.id, ial: found.ial, upstream_id: upstream.id });
  await recordSignIn(tx, place, { accountId: live.accountId, outcome: 'stepped-up', methods: proof.methods, sessionId: live.id });
  return { outcome: 'in', started, choosePersona: false, onward };
}
