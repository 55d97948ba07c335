import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { callEdge, type EdgePorts } from '#modules/edge/index.ts';
import type { ExchangePorts } from '#modules/exchange/index.ts';
import { answerHosted, type HostingPorts } from '#modules/hosting/index.ts';
import { listTokenKeys } from '#modules/signon/index.ts';
import type { Surroundings } from './composition.ts';
import { openUpstreamSignIn } from './upstream-sign-in.ts';

/** What the gateway of exchanges needs from the house. */
export function exchangePortsOf({ config, db, log }: Surroundings, ways: { masterKey: Buffer; publicUrl: string }, hosting: HostingPorts, edges: EdgePorts): ExchangePorts {
  return {
    db, log, ...ways, clock: systemClock, rules: { allow: config.allowPrivateHosts }, trustedProxies: config.trustedProxies, spoolDir: join(config.spillDir, 'exchange'), evidenceDir: join(config.dataDir, 'exchange-evidence'),
    stampTrustPem: config.stampTrustFile === null ? null : readFileSync(config.stampTrustFile, 'utf8'),
    askEdge: (call) => callEdge(edges, call), answerHosted: (call) => answerHosted(hosting, call), upstreamHeaders: openUpstreamSignIn(ways.masterKey, { allow: config.allowPrivateHosts }), tokenKeys: listTokenKeys,
  };
}
