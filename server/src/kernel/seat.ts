import { randomUUID } from 'node:crypto';
import type { Database, Tx } from './db.ts';
import type { Log } from './log.ts';
import { askDrain, askStart, beatSeat, endLostSeats, forgetOldSeats, leaveSeat, listSeatsOfHost, takeBackDrain, takeSeat } from './seat.sql.gen.ts';

const BEAT_MS = 2_000;

/** What becomes of a worker's place once it is drained: it stays empty until somebody says otherwise, or another starts at once. */
export type DrainThen = 'stay' | 'again';

/** What the parts of one worker process share: its name, whether it takes anything new, and how much it has in hand. */
export class Seat {
  readonly name: string;
  #held = false;
  #inHand = 0;
  #hear: () => Promise<void> = async () => {};

  constructor(name = `saphan-worker-${randomUUID().slice(0, 12)}`) {
    this.name = name;
  }

  get held(): boolean { return this.#held; }
  /** Whether nothing is taken any more and nothing is in hand. */
  get empty(): boolean { return this.#held && this.#inHand === 0; }

  /** Takes nothing new from now on, or goes on taking. */
  hold(held: boolean): void { this.#held = held; }

  /** How the seat hears, before it takes anything, whether it still may. */
  hearBy(hear: () => Promise<void>): void { this.#hear = hear; }

  /** Looks for work and does it, unless nothing may be taken: what was asked before this moment is heeded. @returns what `work` says, false when it was not asked. */
  async take(work: () => Promise<boolean>): Promise<boolean> {
    if (!this.#held) await this.#hear();
    if (this.#held) return false;
    this.#inHand += 1;
    try {
      return await work();
    } finally {
      this.#inHand -= 1;
    }
  }

  /** Resolves when nothing is in hand, or with false when `patience` is over. */
  async emptied(patience: AbortSignal): Promise<boolean> {
    while (!this.empty && !patience.aborted) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.empty;
  }
}

/** Where a seat stands: the machine, the process, the release. */
export interface SeatFacts { readonly host: string; readonly pid: number; readonly version: string; readonly supervised: boolean; diskFreeBytes(): number }

export interface KeptSeat {
  /** Settles once somebody asked to drain it and nothing is in hand any more. */
  readonly drained: Promise<DrainThen>;
  close(): Promise<void>;
}

/** Writes the seat into the register, beats while the process lives, and hears there whether it is to be drained. */
export async function keepSeat(db: Database, seat: Seat, facts: SeatFacts, log: Log): Promise<KeptSeat> {
  const { host, pid, version, supervised } = facts;
  await db.tx(async (tx) => {
    await forgetOldSeats(tx, {});
    const gone = (await listSeatsOfHost(tx, { host })).map((each) => each.pid).filter((each) => each === pid || !isAlive(each));
    await endLostSeats(tx, { host, pids: gone });
    await takeSeat(tx, { name: seat.name, host, pid, version, supervised });
  });
  const drained = Promise.withResolvers<DrainThen>();
  let told = false;
  const beat = async (): Promise<void> => {
    const row = await db.one((tx) => beatSeat(tx, { name: seat.name, memory_mb: Math.round(process.memoryUsage.rss() / 1_048_576), disk_free_bytes: facts.diskFreeBytes() })).catch(() => null);
    if (!row) return; // the register is away for a moment
    const wished = row.drain_then as DrainThen | null;
    if (wished === null && told) log.info('the draining was taken back');
    if (wished !== null && !told) log.info({ then: wished }, 'draining: no more runs are taken');
    if (wished !== null || told) seat.hold(wished !== null);
    told = wished !== null;
    if (wished !== null && seat.empty) drained.resolve(wished);
  };
  await beat();
  seat.hearBy(beat);
  const timer = setInterval(() => { void beat(); }, BEAT_MS);
  return {
    drained: drained.promise,
    async close() {
      clearInterval(timer);
      await db.tx((tx) => leaveSeat(tx, { name: seat.name })).catch(() => undefined);
    },
  };
}

/** Asks a worker to take no more, finish what it has and end. @returns false when it does not work, or is draining already. */
export const drainSeat = async (tx: Tx, asked: { name: string; by: string; reason: string; then: DrainThen }): Promise<boolean> => await askDrain(tx, asked) !== null;

/** Takes a draining back, or asks the supervisor of one that ended for another in its place. @returns what was done; null when there is nothing to start. */
export async function startSeat(tx: Tx, name: string): Promise<'goes-on' | 'starts' | null> {
  if (await takeBackDrain(tx, { name })) return 'goes-on';
  return await askStart(tx, { name }) ? 'starts' : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
