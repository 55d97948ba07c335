import { trusts } from '#kernel/proxies.ts';
import { openBatches } from '../evidence/batches.ts';
import { openEvidence } from '../evidence/evidence.ts';
import { listQuotaUses, preparePartitions } from '../evidence/evidence.sql.gen.ts';
import type { ExchangeRecord } from '../evidence/exchange-record.ts';
import { keepExchanges } from '../evidence/insert-exchanges.ts';
import { isAway, type Register } from '../evidence/register.ts';
import { readKeeping } from '../keeping/read-keeping.ts';
import { keepHouseKey, type HouseKey } from '../keys/house-key.ts';
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

/** Largest batch of exchanges in one transaction, and how many transactions may be under way: while one waits for the disk, the next gathers; with more they would be small. */
const LARGEST = 200;
const LANES = 2;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MEGABYTE = 1_000_000;
/** A register that does not commit within so long is away. */
const SILENCE_MS = 10_000;
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
  keep(record: ExchangeRecord, alone: boolean): Promise<void>;
  /** What `exchange-decision` says of a refusal that no agreement was asked for. */
  refusalDecision(): string;
  close(): Promise<void>;
}

/** Opens everything a gateway needs: its key, its picture of the register, connections, batches. */
export async function openParts(ports: ExchangePorts): Promise<GatewayParts> {
  const { db, masterKey, publicUrl, rules, clock, spoolDir, trustedProxies } = ports;
  const { goOnMinutes, spoolMegabytes } = readKeeping();
  const nowMs = clock.now().getTime();
  await db.one((tx) => preparePartitions(tx, { from_day: dayOf(nowMs - DAY_MS), to_day: dayOf(nowMs + 2 * DAY_MS) }));
  const keys = await keepHouseKey(db, masterKey, clock);
  const limits = new Limits();
  const day = dayOf(nowMs);
  limits.learn((await db.one((tx) => listQuotaUses(tx, { day }))).map((row) => ({ agreementId: row.agreement_id, day, used: row.used })));
  const credentials = new Map<number, { headers: Promise<Record<string, string>>; untilMs: number }>();
  let warm = (): void => undefined;
  const trust = keepTrust(ports, goOnMinutes * MINUTE_MS, () => { credentials.clear(); setImmediate(() => warm()); });
  await trust.reload();
  const pools = openPools(rules);
  const batches = openBatches<ExchangeRecord, void>((records) => evidence.register.within(SILENCE_MS, () => keepBatch(ports, limits, records)), { largest: LARGEST, lanes: LANES });
  const evidence = openEvidence(ports, { limitBytes: spoolMegabytes * MEGABYTE, commit: batches.add, learn: (used, counted) => limits.learn(used, counted) });
  await evidence.replay().catch((error: unknown) => ports.log.error({ error: String(error) }, 'evidence on disk could not be kept'));
  const nonces = openNonces(db, evidence.register);
  const signIn = (serviceId: number) => rememberHeaders(ports, credentials, serviceId, evidence.register);
  // Services that go on without the register need what they sign in with before it is away.
  warm = () => { for (const { id, kind, needsEvidence } of trust.now()?.services.values() ?? []) if (kind === 'live' && !needsEvidence) signIn(id).catch(() => undefined); };
  warm();
  const { protocol, host } = new URL(publicUrl);
  return {
    ports, house: { scheme: protocol === 'https:' ? 'https' : 'http', host }, get key() { return keys.now(); }, trust, nonces, limits, subjects: openSubjectIndex(db, masterKey, evidence.register),
    identify: { nonces, tokens: { issuer: `${publicUrl}/oidc`, audience: `${publicUrl}/x` }, isTrustedProxy: trusts(trustedProxies) },
    live: { pools, circuits: new Circuits(), spoolDir, upstreamHeaders: signIn, askEdge: ports.askEdge },
    keep: evidence.keep,
    refusalDecision: () => decisionOf('', trust.now()?.revision ?? ''),
    async close() { keys.close(); await batches.drained(); await evidence.close(); await trust.close(); await pools.close(); },
  };
}

async function keepBatch({ db }: ExchangePorts, limits: Limits, records: ExchangeRecord[]): Promise<void[]> {
  const used = await keepExchanges(db, records);
  const counted = new Map<number, number>();
  for (const { agreement, quotaDay } of records) if (agreement && quotaDay !== null) counted.set(agreement.id, (counted.get(agreement.id) ?? 0) + 1);
  limits.learn(used, counted);
  return records.map(() => undefined);
}

/** While the register is away, what was known last is used on. */
function rememberHeaders({ db, upstreamHeaders }: ExchangePorts, known: Map<number, { headers: Promise<Record<string, string>>; untilMs: number }>, serviceId: number, register: Pick<Register, 'isAway'>): Promise<Record<string, string>> {
  const found = known.get(serviceId);
  if (found && (found.untilMs > Date.now() || register.isAway)) return found.headers;
  const headers = db.tx((tx) => upstreamHeaders(tx, serviceId));
  known.set(serviceId, { headers, untilMs: Date.now() + CREDENTIAL_KNOWN_MS });
  headers.catch((error: unknown) => { if (found && isAway(error)) known.set(serviceId, found); else known.delete(serviceId); });
  return found ? headers.catch((error: unknown) => { if (isAway(error)) return found.headers; throw error; }) : headers;
}
