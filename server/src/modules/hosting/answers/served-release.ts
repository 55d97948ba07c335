import { selectRelease, type Release } from '#modules/lake/index.ts';
import { hostingProblem } from '../errors.ts';
import { findServedRelease } from '../offers/offer.sql.gen.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';

const MOST_KEPT = 50;
const kept = new WeakMap<object, Map<number, Release>>();

/**
 * The release that answers now: the head of the dataset, asked anew at every call, so that one that is withdrawn answers no more. Its record never changes and is kept.
 *
 * @throws `hosting.not-served-yet`.
 */
export async function servedRelease(ports: HostingPorts, offer: Offer): Promise<Release> {
  const head = await ports.db.one((tx) => findServedRelease(tx, { dataset_id: offer.datasetId }));
  if (!head) throw hostingProblem('not-served-yet', { dataset: offer.dataset });
  const known = kept.get(ports.db) ?? new Map<number, Release>();
  kept.set(ports.db, known);
  const release = known.get(head.id) ?? await ports.db.read((tx) => selectRelease(tx, offer.datasetId, head.number));
  known.delete(head.id);
  known.set(head.id, release);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  return release;
}

/** Which release an answer is from, in its headers. */
export const releaseHeaders = (offer: Pick<Offer, 'dataset'>, { number, contentHash }: { number: number; contentHash: string }): Record<string, string> => ({ 'exchange-release': `${offer.dataset}/${number}`, 'exchange-release-hash': contentHash });

/** JSON with the release that it is from. */
export const jsonAnswer = (headers: Record<string, string>, body: string, status = 200) => ({ status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: Buffer.from(body) });
