import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#kernel/clock.ts';
import type { SampleEdge } from '../../../sample/edges.ts';
import type { EdgeConfig } from './edge/edge-config.ts';
import { EdgeProblem } from './edge/edge-problem.ts';
import { startEdge, type RunningEdge } from './edge/run-edge.ts';
import { findFreePort } from './free-port.ts';
import { replaceFile } from './replace-file.ts';

interface Surroundings { baseUrl: string; dataDir: string; keyFolder: string }

const TRIES = 50;
const PAUSE_MS = 100;
/** The snapshot is asked for here, not by a clock: what is heard of the hub in between would bring it back too early. */
const NEVER_MS = 86_400_000;

/** Runs two edges for a moment, once: one call through the hub, one past it as while the hub is away, whose evidence both hand in. Nothing of it goes on running. */
export async function fillEdges({ baseUrl, dataDir, keyFolder }: Surroundings, sample: SampleEdge): Promise<void> {
  const done = join(dataDir, 'sample-edged');
  if (existsSync(done)) return;
  const program = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(sample.answer)));
  await new Promise<void>((resolve) => { program.listen(0, '127.0.0.1', resolve); });
  const address = `127.0.0.1:${await findFreePort()}`;
  const stop = new AbortController();
  const running: RunningEdge[] = [];
  const start = async ({ agencyId, code }: SampleEdge['consumer'], more: Partial<EdgeConfig>): Promise<RunningEdge> => {
    const config: EdgeConfig = { hub: baseUrl, system: `TH/GOV/${agencyId}/${code}`, keyFile: join(keyFolder, `${agencyId}-${code}.pem`), stateDir: join(dataDir, 'sample-edges', `${agencyId}-${code}`), graceHours: 24, lines: 1, services: {}, agreements: {}, ...more };
    const edge = await startEdge(config, { signal: stop.signal, say: () => undefined, trustMs: NEVER_MS });
    running.push(edge);
    return edge;
  };
  try {
    const provider = await start(sample.provider, { services: { [sample.service]: { url: `http://127.0.0.1:${(program.address() as AddressInfo).port}` } }, direct: { listen: address, public: `http://${address}` } });
    const consumer = await start(sample.consumer, { listen: '127.0.0.1:0' });
    await exchange(provider, consumer, sample);
    replaceFile(done, systemClock.now().toISOString());
  } finally {
    stop.abort();
    await Promise.all(running.map(({ ended }) => ended));
    program.closeAllConnections();
    program.close();
  }
}

async function exchange({ edge: provider }: RunningEdge, { edge: consumer, listening }: RunningEdge, { service, path }: SampleEdge): Promise<void> {
  const server = listening[0] as Server;
  const call = async (via: 'hub' | 'direct'): Promise<boolean> => {
    const { ok, headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x/${service}${path}`);
    return ok && headers.get('exchange-via') === via;
  };
  await until(async () => {
    const { body, header } = await consumer.hub.ask('GET', '/edge/trust');
    consumer.trust.take(JSON.parse(body.toString('utf8')), header('etag') ?? '');
    return consumer.trust.directOf(provider.config.system).length > 0 && await call('hub');
  });
  // As both find it when the hub cannot be reached.
  for (const edge of [provider, consumer]) edge.hub.away = true;
  await until(() => call('direct'));
  for (const edge of [provider, consumer]) await edge.post.handIn(edge.hub, edge.say);
}

async function until(ask: () => Promise<boolean>): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    if (await ask()) return;
    await sleep(PAUSE_MS);
  }
  throw new EdgeProblem('ปลายทางของตัวอย่างไม่ได้คำตอบ', 'The sample’s edges got no answer');
}
