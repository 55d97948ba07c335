import type { Tx } from '#kernel/db.ts';
import type { EventType } from '../event-types.ts';
import { insertEvents, lockPositions } from './event.sql.gen.ts';

export interface NewEvent {
  type: EventType;
  /** What it is about, as the house names it: a slug, a number of an agreement. */
  subject: string;
  /** ISO 8601. */
  at: string;
  /** Metadata only: nothing of what a dataset or an answer holds, nothing personal. */
  data: Record<string, unknown>;
  /** Who may hear of it; left out: every officer and service, as far as they reach the dataset. */
  agencies?: readonly string[];
  datasetId?: number;
  /** The same is told once. */
  key: string;
}

/** Tells programs something, in the transaction that hears of it. @returns the places of those that are new. */
export async function tellPrograms(tx: Tx, events: readonly NewEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  await lockPositions(tx, {});
  return (await insertEvents(tx, { events })).map(({ position }) => position);
}
