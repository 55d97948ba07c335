import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isStartAsked } from '#kernel/seat.sql.gen.ts';

const ASK_EVERY_MS = 2_000;

/** Resolves once somebody asks, in the register, for another worker in the place of the one that drained and ended; at once when the wait is aborted. */
export async function waitForRecall(databaseUrl: () => string, pid: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await isRecalled(databaseUrl(), pid)) return;
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The supervisor keeps no connection of its own: one for each question, which is rare and short. */
async function isRecalled(url: string, pid: number): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const asked = await isStartAsked({ query: (statement, values) => client.query(statement as string, values) }, { host: hostname(), pid });
    return asked?.asked ?? true; // nobody remembers that it was to stay away
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
