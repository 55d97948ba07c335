import type { IncomingMessage } from 'node:http';
import type { Database } from '#kernel/db.ts';
import { acrOf, findLiveSession, type Acr, type LiveSession } from '#modules/identity/index.ts';

const seen = new WeakMap<IncomingMessage, Promise<LiveSession | null>>();

/** Our own session of a request to the provider, read once a request: the truth of which the provider's session is the shadow. */
export function liveSessionOf(db: Database, request: IncomingMessage): Promise<LiveSession | null> {
  const found = seen.get(request) ?? db.one((tx) => findLiveSession(tx, request.headers.cookie));
  seen.set(request, found);
  return found;
}

/** From the weakest up; services ask for these by `acr_values`. */
export const acrs = ['urn:saphan:aal1', 'urn:saphan:aal2', 'urn:saphan:aal2-phr', 'urn:saphan:aal3'] as const satisfies readonly Acr[];

const rank = (acr: string): number => (acrs as readonly string[]).indexOf(acr);

/** The weakest level that satisfies what was asked and what the client always demands; null when any will do. Unknown values do not count. */
export function neededAcr(acrValues: string | undefined, minAal: number): Acr | null {
  const asked = (acrValues ?? '').split(' ').map(rank).filter((each) => each >= 0);
  const least = minAal > 1 ? rank(`urn:saphan:aal${minAal}`) : 0;
  const needed = Math.max(least, asked.length > 0 ? Math.min(...asked) : 0);
  return needed > 0 ? acrs[needed] ?? null : null;
}

/** Whether a session is as well proved as asked. */
export const satisfies = (live: LiveSession, needed: Acr | null): boolean => needed === null || rank(acrOf(live)) >= rank(needed);

export const epochOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
