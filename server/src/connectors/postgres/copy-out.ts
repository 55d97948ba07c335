import { setTimeout as wait } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { Client } from 'pg';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { connectorProblem } from '../problems.ts';
import { CopyStream } from './copy-stream.ts';
import { postgresProblem } from './postgres-problems.ts';

export interface DatabaseAddress { host: string; port: number; database: string; user: string; password: string; tls: 'off' | 'require' | 'verify'; ca?: string }

/** A connection to the address that was checked; the name serves for the certificate only. */
export async function connect(address: DatabaseAddress, rules: HostRules): Promise<Client> {
  const { address: host } = await checkHost(address.host, rules);
  const client = new Client({
    host, port: address.port, database: address.database, user: address.user, password: address.password,
    ssl: address.tls === 'off' ? false : { servername: address.host, rejectUnauthorized: address.tls === 'verify', ca: address.ca },
    connectionTimeoutMillis: 15_000, keepAlive: true, application_name: 'saphan', client_encoding: 'UTF8',
  });
  client.on('error', () => undefined); // a connection that dies is seen by whoever waits for it
  await client.connect().catch((error: unknown) => { throw postgresProblem(error, false); });
  return client;
}

/** A read-only snapshot in which texts of dates and numbers do not depend on the server's settings. */
export async function beginReading(client: Client, timeoutMs: number): Promise<void> {
  await ask(client, 'begin isolation level repeatable read, read only');
  await ask(client, `set local statement_timeout = ${Math.floor(timeoutMs)}`);
  await ask(client, "set local lock_timeout = '10s'; set local timezone = 'Asia/Bangkok'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1");
}

/**
 * Makes sure that a text is one reading statement before it is put inside COPY: the database parses it alone by the extended protocol,
 * which takes a single statement only, as the subject of EXPLAIN, which runs nothing.
 * @throws `connectors.query-not-select`, or what the database says.
 */
export async function checkQuery(client: Client, query: string): Promise<void> {
  if (!/^(\s|--[^\n]*\n|\/\*[^*]*\*\/)*(select|with|values|table)\b/i.test(query)) throw connectorProblem('query-not-select');
  // `queryMode` is newer than the driver's types.
  const explain = { text: `explain ${query}`, queryMode: 'extended' };
  await client.query(explain).catch((error: unknown) => { throw postgresProblem(error, true); });
}

/**
 * Rows as CSV with a header, in one snapshot. When the database vanishes, stays silent or refuses, the stream breaks with a problem and never simply
 * ends; the connection is for whoever opened it to close.
 *
 * @returns the stream, and once it has ended how many rows the server says it gave.
 */
export function copyOut(client: Client, reading: string, limits: BodyLimits, signal: AbortSignal): { rows: Readable; count(): number | null } {
  const stream = client.query(new CopyStream(`copy (\n${reading}\n) to stdout (format csv, header true, encoding 'UTF8')`));
  const lost = new Promise<never>((_resolve, reject) => {
    client.once('end', () => reject(connectorProblem('database-vanished')));
    client.once('error', (error) => reject(postgresProblem(error, true)));
  });
  lost.catch(() => undefined);
  const rows = limitBody(named(stream, lost) as unknown as Readable, limits, { stated: null, surplus: async () => false }, signal);
  return { rows, count: () => stream.rowCount };
}

/** Ends the statement that runs on another connection, for a run that was stopped; the same account may always do it. */
export async function cancelQuery(address: DatabaseAddress, rules: HostRules, client: Client): Promise<void> {
  const { processID } = client as unknown as { processID: number };
  const other = await connect(address, rules).catch(() => null);
  await other?.query('select pg_cancel_backend($1)', [processID]).catch(() => undefined);
  if (other) await close(other);
}

/** Ends the connection; one that does not say goodbye within a second is cut. */
export async function close(client: Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), wait(1000, undefined, { ref: false })]);
  (client as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream?.destroy();
}

async function ask(client: Client, sql: string): Promise<void> {
  await client.query(sql).catch((error: unknown) => { throw postgresProblem(error, true); });
}

/** The rows as they come; errors of the driver get their names. A lost connection ends the wait even when the driver says nothing. */
function named(stream: Readable, lost: Promise<never>): AsyncIterable<Buffer> & { on(): unknown; destroy(): unknown } {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const next = () => Promise.race([iterator.next(), lost]).catch((error: unknown) => { throw postgresProblem(error, true); });
  const self = {
    [Symbol.asyncIterator]: () => ({ next }),
    on: () => self,
    destroy: () => { stream.on('error', () => undefined).destroy(); return self; },
  };
  return self;
}
