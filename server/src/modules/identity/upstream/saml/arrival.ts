import type { Database } from '#kernel/db.ts';
import type { IdentityPorts } from '../../ports.ts';
import { problem } from '../errors.ts';
import { selectSaml } from '../find-upstream.ts';
import type { UpstreamFound } from '../public.ts';
import type { SamlUpstream } from '../settings.ts';
import type { Way } from '../start.ts';
import { wayIdIn } from '../way.ts';
import { noteArrival } from '../way.sql.gen.ts';
import { readResponse } from './read-response.ts';

/** Whoever is to prove more must have done so on this way, which lasts a quarter of an hour; clocks may differ by a minute. */
const FRESH_MS = 16 * 60_000;

/**
 * Takes the answer that another site's form posted. The browser does not send our cookies with it, so nothing is ended here: what was
 * proved is noted on the way, once, and the browser goes on to the callback, where its cookie must be the one that set out.
 *
 * @returns the state to go on with.
 * @throws `identity.upstream-unknown`, `upstream-declined`, `upstream-answer-refused`, `upstream-lost` for an answer to no open question.
 */
export async function takeSamlAnswer(db: Database, ports: Pick<IdentityPorts, 'publicUrl' | 'log'>, upstreamId: string, encoded: string): Promise<string> {
  const arrival = await readResponse(ports, await db.tx((tx) => selectSaml(tx, upstreamId)), encoded);
  const id = wayIdIn(arrival.state);
  if (id === null || !await db.tx((tx) => noteArrival(tx, { id, upstream_id: upstreamId, arrival }))) throw problem('upstream-lost');
  return arrival.state;
}

/**
 * Who came back on a way that the same browser set out on.
 *
 * @param state what this browser's secret makes of the way.
 * @throws `identity.upstream-answer-refused`, also when nothing was noted.
 */
export function foundOfArrival({ id, settings }: SamlUpstream, way: Way, answer: URL, state: string): UpstreamFound {
  const { arrival } = way;
  if (!arrival || arrival.state !== state || answer.searchParams.get('state') !== state) throw problem('upstream-answer-refused', { reason: 'state' });
  if (way.purpose !== 'sign-in' && arrival.signedInAt < Date.now() - FRESH_MS) throw problem('upstream-answer-refused', { reason: 'not-fresh' });
  return { upstreamId: id, subject: arrival.subject, ial: 0, aal: settings.aal, name: '', givenTh: '', familyTh: '' };
}
