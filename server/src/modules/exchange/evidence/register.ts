import { isConnectionLoss, type Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import { probe } from './probe.sql.gen.ts';

const PROBE_MS = 500;

/** Whether an error says that the register does not answer. */
export const isAway = (error: unknown): boolean => error instanceof Silence || isConnectionLoss(error) || (error as { code?: string } | null)?.code === 'kernel.database-unavailable';

/** The register says nothing within the time that somebody waits. */
class Silence extends TypeError { override readonly name = 'Silence'; }

/** What of the register answers just now: once it did not, nobody asks it again until a probe of its own was answered and `back` is through. */
export interface Register {
  readonly isAway: boolean;
  /** Waits so long for work that needs the register, unless it is known to be away. @throws what {@link isAway} knows. */
  within<T>(ms: number, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param back what is made up for before anybody uses the register again. */
export function openRegister({ db, log }: { db: Database; log: Log }, back: () => Promise<unknown>): Register {
  let away = false;
  let closed = false;
  let probing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      await inTime(PROBE_MS * 4, db.one((tx) => probe(tx, {})));
      // Only the register's own silence keeps it away: what cannot be kept for other reasons stays on disk and is told.
      await back().catch((error: unknown) => { if (isAway(error)) throw error; log.error({ error: String(error) }, 'evidence on disk could not be kept'); });
      away = false;
      log.info('the register answers again');
    } catch {
      if (!closed) again();
    }
  };
  const again = () => { timer = setTimeout(() => { probing = look(); }, PROBE_MS); timer.unref(); };
  const lost = () => {
    if (away || closed) return;
    away = true;
    log.warn('the register does not answer: services that may go on do, their evidence goes to disk');
    again();
  };
  return {
    get isAway() { return away; },
    async within(ms, work) {
      if (away) throw new Silence('the register is away');
      try {
        return await inTime(ms, work());
      } catch (error) {
        if (isAway(error)) lost();
        throw error;
      }
    },
    async close() { closed = true; clearTimeout(timer); await probing; },
  };
}

function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence('the register is silent')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
