import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { eventsProblem } from '../errors.ts';
import { typeNames } from '../event-types.ts';
import type { EventsPorts } from '../ports.ts';
import { cloudEventOf, type CloudEvent } from './cloud-event.ts';
import { findEnds, listFeed } from './event.sql.gen.ts';
import { waitForEvent } from './ear.ts';

export interface FeedAsked { after?: number; types?: string; limit?: number; wait?: number }
const AT_ONCE = 100;
/** Between two looks of a reader that waits: what becomes visible by another way than an event, a new agreement, is found then. */
const LOOK_MS = 5_000;

/**
 * Events after a place, in order, as far as whoever asks may hear of them. With `wait` it answers as soon as there is one, at the latest after so many seconds.
 *
 * @throws `events.unknown-type`, `events.place-gone` when events behind the place were already forgotten, `events.place-ahead` when no event ever had it: nothing is skipped silently.
 */
export async function readEventFeed(db: Database, ports: Pick<EventsPorts, 'publicUrl'> & { whole: Database }, who: Principal, asked: FeedAsked): Promise<CloudEvent[]> {
  const types = typesOf(asked.types);
  const until = Date.now() + (asked.wait ?? 0) * 1_000;
  for (;;) {
    const found = await db.read((tx) => lookOnce(tx, ports, who, { ...asked, types }));
    const left = until - Date.now();
    if (found.length > 0 || left <= 0) return found;
    await waitForEvent(ports.whole, Math.min(left, LOOK_MS));
  }
}

/** A type that there is not would wait for ever. */
function typesOf(text: string | undefined): string[] | null {
  const types = text?.split(',').map((each) => each.trim()) ?? null;
  const unknown = types?.find((each) => !(typeNames as readonly string[]).includes(each));
  if (unknown !== undefined) throw eventsProblem('unknown-type', { errors: [{ pointer: '/query/types', th: `ไม่มีชนิด ${unknown}`, en: `There is no type ${unknown}.` }] });
  return types;
}

async function lookOnce(tx: Tx, { publicUrl }: Pick<EventsPorts, 'publicUrl'>, who: Principal, { after = 0, types, limit = AT_ONCE }: Omit<FeedAsked, 'types'> & { types: string[] | null }): Promise<CloudEvent[]> {
  const { first, last } = await findEnds(tx, {});
  if (after > 0 && first > 0 && after < first - 1) throw eventsProblem('place-gone', { after, first });
  // A register that came back from an older backup hands out places anew that this reader has passed.
  if (last > 0 && after > last) throw eventsProblem('place-ahead', { after, last });
  const rows = await listFeed(tx, { after, types, agencies: who.agencies.includes('*') ? null : [...who.agencies], limit });
  return rows.map((row) => cloudEventOf(publicUrl, row));
}
