import { Pool, type PoolClient, types } from 'pg';
import type { Log } from './log.ts';
import { kernelProblem } from './problems.ts';
import { openListener, type Listener } from './listen.ts';

/** Where statements run: a transaction's client. Always the first parameter. */
export interface Tx { query(statement: string | PreparedStatement, values?: unknown[]): Promise<{ rows: any[]; rowCount: number | null }> }

/** Planned when a connection meets its name first; the same name always has the same text. */
export interface PreparedStatement { name: string; text: string; values: unknown[] }

type Ask = (tx: Tx) => Promise<unknown>;
type Answers<A extends Ask[]> = { [K in keyof A]: Awaited<ReturnType<A[K]>> };

export interface Database {
  /** Runs `work` in one read-committed transaction; any throw rolls back. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` in a repeatable-read, read-only transaction: one consistent picture. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs a single statement, which is a transaction by itself: one round trip in place of three. */
  one<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Runs statements that need nothing of each other in one transaction and one round trip: all are sent before the first is answered. Each function asks for exactly one
   * statement, before it waits for anything; if one does not, or if one fails, nothing of them stays.
   */
  together<A extends Ask[]>(...asks: A): Promise<Answers<A>>;
  /** The same pool, whose transactions begin with these statements (see reach.ts); no way to a client of its own. */
  scoped(prologue: string): Database;
  /** Calls `heard` for each NOTIFY on a channel, and once with null after every (re)connection. */
  listen(channel: string, heard: (payload: string | null) => void): Listener;
  /** A client of its own for COPY streams. */
  connect(): Promise<PoolClient>;
  close(): Promise<void>;
}

const INT8 = 20, NUMERIC = 1700, DATE = 1082, TIMESTAMPTZ = 1184, TIMESTAMP = 1114;

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} exceeds 2^53`);
  return value;
}

/** `2026-11-21 03:46:41.123+00` → `2026-11-21T03:46:41.123Z`; sessions run in UTC. */
function parseInstant(text: string): string {
  return text === 'infinity' || text === '-infinity' ? text : new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString();
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, parseInt8], [NUMERIC, (text) => text], [DATE, (text) => text], [TIMESTAMPTZ, parseInstant], [TIMESTAMP, (text) => text],
]);
const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || types.getTypeParser(oid, format as 'text'),
} as typeof types;

/**
 * Opens a pool on a PostgreSQL 18 server.
 *
 * @param url `postgres://…`; @param options.size greatest number of connections.
 */
export function openDatabase(url: string, options: { log: Log; size?: number }): Database {
  const session = { connectionString: url, types: typeParsers, options: '-c timezone=UTC -c application_name=saphan -c saphan.reach=house' };
  const pool = new Pool({ ...session, max: options.size ?? 8, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 });
  // Connections that send without waiting for answers; opened when first asked for. They refuse cursors and COPY, so they are not those of the other pool.
  const sending = new Pool({ ...session, max: 2, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, pipeline: true });
  for (const each of [pool, sending]) each.on('error', (error) => options.log.warn({ code: (error as { code?: string }).code }, 'an idle database connection was lost'));
  const listeners: Listener[] = [];
  const open = (prologue: string): Database => ({
    tx: (work) => inTransaction(pool, `begin${prologue}`, work),
    one: (work) => prologue === '' ? alone(pool, work) : inTransaction(pool, `begin${prologue}`, work),
    together: (...asks) => allTogether(sending, `begin${prologue}`, asks),
    read: (work) => inTransaction(pool, `begin transaction isolation level repeatable read read only${prologue}`, work),
    scoped: (statements) => ({ ...open(`; ${statements}`), connect: () => Promise.reject(new TypeError('a scoped register gives no client of its own')) }),
    listen: (channel, heard) => {
      const listener = openListener(session, channel, heard, options.log);
      listeners.push(listener);
      return listener;
    },
    connect: () => pool.connect(),
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      await Promise.all([pool.end(), sending.end()]);
    },
  });
  return open('');
}

/** A second statement would not be in the transaction of the first, so it is refused. */
async function alone<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  let asked = 0;
  const query: Tx['query'] = (statement, values) => {
    asked += 1;
    if (asked > 1) throw new TypeError('one() is for a single statement; use tx()');
    return typeof statement === 'string' ? pool.query(statement, values) : pool.query(statement);
  };
  try {
    return await work({ query });
  } catch (error) {
    throw isConnectionLoss(error) ? kernelProblem('database-unavailable', {}, { cause: error }) : error;
  }
}

async function inTransaction<T>(pool: Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => { throw kernelProblem('database-unavailable', {}, { cause }); });
  let broken: Error | undefined;
  const onError = (error: Error) => { broken = error; };
  client.on('error', onError);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => { broken = lost; });
    throw isConnectionLoss(error) ? kernelProblem('database-unavailable', {}, { cause: error }) : error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function allTogether<A extends Ask[]>(pool: Pool, begin: string, asks: A): Promise<Answers<A>> {
  const client = await pool.connect().catch((cause: unknown) => { throw kernelProblem('database-unavailable', {}, { cause }); });
  let broken: Error | undefined;
  const onError = (error: Error) => { broken = error; };
  client.on('error', onError);
  try {
    let asked = 0;
    const once = (): Tx => {
      let isFree = true;
      return { query: async (statement, values) => {
        if (!isFree) throw new TypeError('together() wants one statement of each function, at once; use tx()');
        isFree = false;
        asked += 1;
        return typeof statement === 'string' ? client.query(statement, values) : client.query(statement);
      } };
    };
    const sent: Promise<unknown>[] = [client.query(begin), ...asks.map((ask) => ask(once()))];
    // A function that failed before it asked leaves the others alone in the transaction: then nothing of them may stay.
    const isWhole = asked === asks.length;
    const said = await Promise.allSettled([...sent, client.query(isWhole ? 'commit' : 'rollback')]);
    const failed = said.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
    if (!isWhole) throw new TypeError('together() wants one statement of each function, at once; use tx()');
    return said.slice(1, -1).map((each) => (each as PromiseFulfilledResult<unknown>).value) as Answers<A>;
  } catch (error) {
    throw isConnectionLoss(error) ? kernelProblem('database-unavailable', {}, { cause: error }) : error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** SQLSTATE classes 08, 53 and 57P0x, and sockets that died: try again later. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return /^(08|53|57P0)/.test(code ?? '') || /^(ECONN|EPIPE|ETIMEDOUT|ENOENT)/.test(code ?? '') || /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '');
}
