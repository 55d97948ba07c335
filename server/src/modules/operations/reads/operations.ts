import { systemClock } from '#kernel/clock.ts';
import type { OperationsPorts } from '../ports.ts';
import type { Operations } from '../schemas.ts';
import { judge } from '../signs/judge.ts';
import { readFacts } from './facts.ts';

const FRESH_MS = 2_500;

/** How the house runs now, and what of it needs a person. */
export async function readOperations(ports: OperationsPorts): Promise<Operations> {
  return judge(await ports.db.read((tx) => readFacts(tx, ports, systemClock.now())));
}

/** How the house runs, kept for a moment. */
export interface Reading { read(): Promise<Operations>; forget(): void }

/** The same for many who ask at once: one reading serves all of a moment, so that twenty open pages and whoever collects the metrics cost as much as one. `forget` after a change, so that whoever made it sees it. */
export function openReading(ports: OperationsPorts): Reading {
  let last: Promise<Operations> | null = null;
  let readAt = 0;
  return {
    read() {
      if (last && Date.now() - readAt < FRESH_MS) return last;
      readAt = Date.now();
      last = readOperations(ports);
      last.catch(() => { last = null; });
      return last;
    },
    forget() { last = null; },
  };
}
