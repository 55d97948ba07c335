import type { ExchangePorts } from '../ports.ts';
import { loadTrust } from './load-trust.ts';
import type { TrustSnapshot } from './snapshot.ts';

const CHANNEL = 'exchange_trust';
/** Days turn without anybody telling. */
const AGAIN_MS = 30_000;
const RETRY_MS = 500;

export interface KeptTrust {
  /** null until it was read once, and when it could not be read anew for too long. */
  now(): TrustSnapshot | null;
  /** Settles when what was changed before the call is in {@link now}. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Holds the newest picture of the register; read anew as soon as a room tells that it changed. One reading at a time, and one more for whatever came meanwhile.
 * @param goOnMs how old a picture may be that nobody could read anew.
 */
export function keepTrust({ db, log, tokenKeys }: ExchangePorts, goOnMs: number, changed: () => void = () => undefined): KeptTrust {
  let snapshot: TrustSnapshot | null = null;
  let reading: Promise<void> | null = null;
  let again: Promise<void> | null = null;
  let closed = false;
  let readAtMs = Date.now();
  const forgetOld = () => { if (Date.now() - readAtMs > goOnMs) snapshot = null; };
  const read = async () => {
    try {
      const next = await db.read((tx) => loadTrust(tx, tokenKeys));
      if (snapshot?.revision !== next.revision) changed();
      snapshot = next;
      readAtMs = Date.now();
    } catch (error) {
      forgetOld();
      log.warn({ error: String(error) }, 'the gateway could not read what it trusts and goes on with what it has');
      if (!closed) setTimeout(() => void reload(), RETRY_MS).unref();
    }
  };
  const start = () => reading = read().finally(() => { reading = null; });
  const reload = (): Promise<void> => {
    if (closed) return Promise.resolve();
    if (!reading) return start();
    again ??= reading.then(() => { again = null; return start(); });
    return again;
  };
  const listener = db.listen(CHANNEL, () => void reload());
  const timer = setInterval(() => { forgetOld(); void reload(); }, AGAIN_MS);
  timer.unref();
  return { now: () => snapshot, reload, async close() { closed = true; clearInterval(timer); await listener.close(); await (reading ?? undefined); } };
}
