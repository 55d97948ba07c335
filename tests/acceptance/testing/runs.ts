import { setTimeout as sleep } from 'node:timers/promises';
import { get, type Raw, send, upload } from './api.ts';

const OVER = ['published', 'no_change', 'rejected', 'failed', 'cancelled', 'superseded', 'held'];
const PATIENCE_MS = 500_000;

/** Waits until a run is in one of the states. */
export async function waitForRun(id: number, states: readonly string[] = OVER): Promise<any> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(100)) {
    const run = await get(`/runs/${id}`);
    if (states.includes(run.state)) return run;
    if (OVER.includes(run.state)) throw new Error(`run ${id} ended ${run.state}: ${JSON.stringify(run.problem ?? run.gates)}`);
  }
  throw new Error(`run ${id} did not come to ${states.join(', ')}`);
}

/** Starts a run of a raw file and waits for its end. */
export async function runRaw(slug: string, raw: Raw): Promise<any> {
  return waitForRun((await send('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId })).id);
}

/** Uploads a file to a dataset and waits for the end of its run. */
export async function sendFile(slug: string, name: string, content: Buffer | string): Promise<any> {
  return runRaw(slug, await upload(name, Buffer.from(content as Buffer)));
}

/** Sets up a source, starts a run of it and waits until it comes to one of the states. */
export async function runSource(slug: string, kind: string, config: object, states?: readonly string[]): Promise<any> {
  const source = await send('POST', `/datasets/${slug}/sources`, { kind, config });
  return runAgain(slug, source.id, states);
}

/** Runs a source that stands. */
export async function runAgain(slug: string, sourceId: number, states?: readonly string[]): Promise<any> {
  return waitForRun((await send('POST', `/datasets/${slug}/runs`, { sourceId })).id, states);
}
