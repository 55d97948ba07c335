import type { ExchangePorts } from '../ports.ts';
import { claimNonces } from '../gateway/nonces.sql.gen.ts';
import { seenAs } from '../gateway/seen-as.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import type { QuotaUse } from './insert-exchanges.ts';
import { keepLate } from './keep-late.ts';
import { isAway, openRegister, type Register } from './register.ts';
import { openEvidenceSpool } from './spool-file.ts';

/** How long an answer that may go on without the register waits for it. */
const PATIENCE_MS = 1_000;
/** As long after its signature's end as of any nonce. */
const AFTER_MS = 30_000;
const REPLAY_EVERY_MS = 30_000;

export interface Evidence {
  readonly register: Register;
  /** Settles when a record is committed; or, where `alone` says that the disk of this gateway is enough while the register is away, when it lies there. @throws what `isAway` knows, `exchange.evidence-unavailable`. */
  keep(record: ExchangeRecord, alone: boolean): Promise<void>;
  /** Keeps what lies on the disk, also of processes that died. */
  replay(): Promise<void>;
  close(): Promise<void>;
}

export interface EvidenceWays {
  readonly limitBytes: number;
  commit(record: ExchangeRecord): Promise<void>;
  /** What came to the register by another way. */
  learn(used: readonly QuotaUse[], counted: ReadonlyMap<number, number>): void;
}

/** Evidence of exchanges: into the register, and onto the disk while that is away. */
export function openEvidence(ports: Pick<ExchangePorts, 'db' | 'log' | 'clock' | 'evidenceDir'>, { limitBytes, commit, learn }: EvidenceWays): Evidence {
  const { db, log, clock } = ports;
  const spool = openEvidenceSpool({ dir: ports.evidenceDir, limitBytes, damaged: (file, lines) => log.error({ file, lines }, 'evidence on disk cannot be read or kept; the file stays') });
  const keepAll = async (records: ExchangeRecord[]) => {
    const { ids, used } = await db.tx((tx) => keepLate(tx, records, clock.now()));
    const counted = new Map<number, number>();
    for (const { id, agreement, quotaDay } of records) if (agreement && quotaDay !== null && ids.has(id)) counted.set(agreement.id, (counted.get(agreement.id) ?? 0) + 1);
    learn(used, counted);
    await db.one((tx) => claimNonces(tx, noncesOf(records)));
    log.info({ exchanges: ids.size }, 'exchanges that were answered without the register are kept');
  };
  let replaying: Promise<void> | null = null;
  const replay = (): Promise<void> => replaying ??= spool.replay(keepAll).then(() => undefined).finally(() => { replaying = null; });
  const register = openRegister(ports, replay);
  const timer = setInterval(() => { if (!register.isAway) replay().catch((error: unknown) => log.error({ error: String(error) }, 'evidence on disk could not be kept')); }, REPLAY_EVERY_MS);
  timer.unref();
  return {
    register, replay,
    async keep(record, alone) {
      if (!alone) return register.isAway ? register.within(0, () => commit(record)) : commit(record);
      try {
        return await register.within(PATIENCE_MS, () => commit(record));
      } catch (error) {
        if (!isAway(error)) throw error;
        return spool.add(record);
      }
    },
    async close() { clearInterval(timer); await register.close(); await replaying?.catch(() => undefined); await spool.close(); },
  };
}

/** What their requests were signed with counts nowhere else from now on. */
function noncesOf(records: readonly ExchangeRecord[]): { seen: string[]; expires_at: string[] } {
  const nonces = records.flatMap(({ request }) => {
    const { expires, nonce } = /;expires=(?<expires>\d+).*;nonce="(?<nonce>[^"]+)"/.exec(request?.base.slice(request.base.lastIndexOf('\n')) ?? '')?.groups ?? {};
    return request === null || nonce === undefined ? [] : [[seenAs(request.kid, nonce), new Date(Number(expires) * 1000 + AFTER_MS).toISOString()] as const];
  });
  return { seen: nonces.map(([seen]) => seen), expires_at: nonces.map(([, expiresAt]) => expiresAt) };
}
