import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSignatureBase } from '@saphan/contracts/receipts/signature-base';
import { listenLocally } from './consume/local-listener.ts';
import { listenDirect } from './direct/direct-listener.ts';
import { DirectPost } from './direct/direct-post.ts';
import type { EdgeConfig } from './edge-config.ts';
import { EdgeProblem, HubAway, Refusal, type Say } from './edge-problem.ts';
import type { Edge } from './edge.ts';
import { HubClient } from './hub/hub-client.ts';
import { readAgencyKey } from './keys/agency-key.ts';
import { Pause } from './pause.ts';
import { serveHub } from './provide/serve-hub.ts';
import { SqlPools } from './provide/sql-pool.ts';
import { Nonces } from './receipts/nonces.ts';
import { readLines, ReceiptStore } from './receipts/receipt-store.ts';
import { TrustStore } from './trust/trust-store.ts';

const TRUST_MS = 15_000;
const DAY_MS = 86_400_000;

export interface EdgeOptions { readonly signal: AbortSignal; readonly say: Say; readonly houseKey?: string | undefined; readonly now?: () => Date; readonly trustMs?: number }
/** What a running edge listens on, for whoever started it. */
export interface RunningEdge { readonly edge: Edge; readonly listening: readonly Server[]; readonly ended: Promise<void> }

/** Starts an edge and runs it until the signal. @throws {EdgeProblem} final, for what only a person can mend. */
export async function startEdge(config: EdgeConfig, { signal, say, houseKey = config.houseKey, now = () => new Date(), trustMs = TRUST_MS }: EdgeOptions): Promise<RunningEdge> {
  const key = readAgencyKey(config.keyFile);
  const { stateDir, system, hub, graceHours } = config;
  const edge: Edge = {
    config, key, say, signal, now, instance: randomBytes(16).toString('base64url'), hub: new HubClient({ hub, system, key, now }), trust: new TrustStore({ stateDir, system, hub, houseKey, graceHours, now, say }),
    receipts: new ReceiptStore(stateDir, now), nonces: nonceOfReceipts(stateDir, now), post: new DirectPost(stateDir), databases: new SqlPools(),
  };
  await refresh(edge).catch((error: unknown) => tell(edge, error));
  const listening = [await listenLocally(edge), await listenDirect(edge)].filter((server) => server !== null);
  say(`✓ ปลายทางของ ${system} เริ่มทำงาน กุญแจ ${key.kid}`, `  The edge of ${system} is running, key ${key.kid}`);
  const lines = Object.keys(config.services).length > 0 ? config.lines : 0;
  const ended = Promise.all([keepTrust(edge, trustMs), ...Array.from({ length: lines }, () => serveHub(edge))]).then(() => close(edge, listening));
  return { edge, listening, ended };
}

/** Nonces of calls that were answered shortly before a restart still count. */
function nonceOfReceipts(stateDir: string, now: () => Date): Nonces {
  const nonces = new Nonces(now);
  const since = new Date(now().getTime() - DAY_MS).toISOString().slice(0, 10);
  for (const { line } of readLines(stateDir, since)) {
    if (line?.role !== 'provider' || !line.request || now().getTime() - Date.parse(line.at) > 600_000) continue;
    const parameters = readSignatureBase(line.request.base)?.parameters;
    nonces.take(line.request.kid, parameters?.get('nonce') ?? '', Number(parameters?.get('expires') ?? 0));
  }
  return nonces;
}

async function keepTrust(edge: Edge, everyMs: number): Promise<void> {
  const pause = new Pause();
  while (!edge.signal.aborted) {
    await sleep(everyMs * (0.8 + 0.4 * Math.random()), undefined, { signal: edge.signal }).catch(() => undefined);
    if (edge.signal.aborted) return;
    try {
      await refresh(edge);
      pause.reset();
    } catch (error) {
      if (pause.isFirst) tell(edge, error);
      await pause.wait(edge.signal);
    }
  }
}

/** Fetches the snapshot when there is another, then hands in what waits. */
async function refresh({ hub, trust, post, signal, say }: Edge): Promise<void> {
  const answer = await hub.ask('GET', '/edge/trust', { signal, ...(trust.etag !== '' && { headers: { 'if-none-match': trust.etag } }) });
  if (answer.status === 200) trust.take(JSON.parse(answer.body.toString('utf8')), answer.header('etag') ?? '');
  await post.handIn(hub, say);
}

function tell({ say, signal }: Edge, error: unknown): void {
  if (signal.aborted) return;
  if (error instanceof HubAway || error instanceof Refusal || error instanceof EdgeProblem) return say(`✗ ${error.th}`, `  ${error.en}`);
  say(`✗ ${(error as Error).message}`, `  ${(error as Error).message}`);
}

async function close({ receipts, hub, databases }: Edge, listening: readonly Server[]): Promise<void> {
  for (const server of listening) { server.close(); server.closeAllConnections(); }
  databases.close();
  await receipts.close();
  await hub.close();
}
