import { trusts } from '#kernel/proxies.ts';
import { openBatches } from '../evidence/batches.ts';
import { listQuotaUses, preparePartitions } from '../evidence/evidence.sql.gen.ts';
import type { ExchangeRecord } from '../evidence/exchange-record.ts';
import { keepExchanges } from '../evidence/insert-exchanges.ts';
import { openHouseKey, type HouseKey } from '../keys/house-key.ts';
import type { ExchangePorts } from '../ports.ts';
import { decisionOf } from '../trust/load-trust.ts';
import { keepTrust, type KeptTrust } from '../trust/keep-trust.ts';
import { Circuits } from '../upstream/circuit.ts';
import type { LivePorts } from '../upstream/ask-live.ts';
import { openPools } from '../upstream/pools.ts';
import type { IdentifyPorts } from './identify.ts';
import { openSubjectIndex, type SubjectIndex } from './keep-subjects.ts';
import { dayOf, Limits } from './limits.ts';
import { openNonces, type Nonces } from './nonces.ts';

/** Largest batch of exchanges in one transaction, and how many transactions may be under way: with one, each batch is as large as may be. */
const LARGEST = 200;
const LANES = 1;
const DAY_MS = 86_400_000;
const CREDENTIAL_KNOWN_MS = 30_000;

/** What an open gateway works with. */
export interface GatewayParts {
  readonly ports: ExchangePorts;
  readonly house: { readonly scheme: 'http' | 'https'; readonly host: string };
  readonly key: HouseKey;
  readonly trust: KeptTrust;
  readonly nonces: Nonces;
  readonly limits: Limits;
  readonly identify: IdentifyPorts;
  readonly live: LivePorts;
  readonly subjects: SubjectIndex;
  keep(record: ExchangeRecord): Promise<void>;
  /** What `exchange-decision` says of a refusal that no agreement was asked for. */
  refusalDecision(): string;
  close(): Promise<void>;
}

/** Opens everything a gateway needs: its key, its picture of the register, connections, batches. */
export async function openParts(ports: ExchangePorts): Promise<GatewayParts> {
  const { db, masterKey, publicUrl, rules, clock, spoolDir, trustedProxies } = ports;
  const nowMs = clock.now().getTime();
  await db.one((tx) => preparePartitions(tx, { from_day: dayOf(nowMs - DAY_MS), to_day: dayOf(nowMs + 2 * DAY_MS) }));
  const key = await openHouseKey(db, masterKey, clock.now());
  const limits = new Limits();
  const day = dayOf(nowMs);
  limits.learn((await db.one((tx) => listQuotaUses(tx, { day }))).map((row) => ({ agreementId: row.agreement_id, day, used: row.used })));
  const credentials = new Map<number, { headers: Promise<Record<string, string>>; untilMs: number }>();
  const trust = keepTrust(ports, () => credentials.clear());
  await trust.reload();
  const nonces = openNonces(db);
  const pools = openPools(rules);
  const batches = openBatches<ExchangeRecord, void>((records) => keepBatch(ports, limits, records), { largest: LARGEST, lanes: LANES });
  const { protocol, host } = new URL(publicUrl);
  return {
    ports, house: { scheme: protocol === 'https:' ? 'https' : 'http', host }, key, trust, nonces, limits, subjects: openSubjectIndex(db, masterKey),
    identify: { nonces, tokens: { issuer: `${publicUrl}/oidc`, audience: `${publicUrl}/x` }, isTrustedProxy: trusts(trustedProxies) },
    live: { pools, circuits: new Circuits(), spoolDir, upstreamHeaders: (serviceId) => rememberHeaders(ports, credentials, serviceId), askEdge: ports.askEdge },
    keep: batches.add,
    refusalDecision: () => decisionOf('', trust.now()?.revision ?? ''),
    async close() { await batches.drained(); await trust.close(); await pools.close(); },
  };
}

async function keepBatch({ db }: ExchangePorts, limits: Limits, records: ExchangeRecord[]): Promise<void[]> {
  const used = await db.tx((tx) => keepExchanges(tx, records));
  const counted = new Map<number, number>();
  for (const { agreement, quotaDay } of records) if (agreement && quotaDay !== null) counted.set(agreement.id, (counted.get(agreement.id) ?? 0) + 1);
  limits.learn(used, counted);
  return records.map(() => undefined);
}

function rememberHeaders({ db, upstreamHeaders }: ExchangePorts, known: Map<number, { headers: Promise<Record<string, string>>; untilMs: number }>, serviceId: number): Promise<Record<string, string>> {
  const found = known.get(serviceId);
  if (found && found.untilMs > Date.now()) return found.headers;
  const headers = db.tx((tx) => upstreamHeaders(tx, serviceId));
  known.set(serviceId, { headers, untilMs: Date.now() + CREDENTIAL_KNOWN_MS });
  headers.catch(() => known.delete(serviceId));
  return headers;
}
