import { connect as connectTcp, isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, ConnectionOptions, FieldPacket } from 'mysql2';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { connectorProblem } from '../problems.ts';
import { mysqlProblem } from './mysql-problems.ts';

export interface MysqlAddress { host: string; port: number; database: string; user: string; password: string; tls: 'off' | 'require' | 'verify'; ca?: string }

/** Rows of a short answer: every value as the text that the database wrote. */
export type TextRows = (string | null)[][];

/**
 * A connection to the address that was checked; the name serves for the certificate only. The database may not ask for files of this machine, and
 * a password never goes over the line in clear text.
 */
export async function connectMysql(address: MysqlAddress, rules: HostRules): Promise<Connection> {
  const { address: host } = await checkHost(address.host, rules);
  if (address.tls === 'verify' && isIP(address.host) !== 0) {
    throw connectorProblem('tls-refused', { detailTh: 'ใบรับรองตรวจได้เมื่อระบุชื่อเครื่อง ไม่ใช่เลข IP', detailEn: 'A certificate can be verified for a host name, not for an IP address.' });
  }
  const { createConnection } = await import('mysql2'); // at its first use: web processes never need it
  return new Promise((resolve, reject) => {
    const connection = createConnection({
      host: address.host, stream: () => connectTcp({ host, port: address.port, keepAlive: true, noDelay: true }), user: address.user, password: address.password, database: address.database,
      ssl: address.tls === 'off' ? undefined : { rejectUnauthorized: address.tls === 'verify', verifyIdentity: address.tls === 'verify', ca: address.ca },
      connectTimeout: 15_000, charset: 'utf8mb4', flags: ['-LOCAL_FILES', '-FOUND_ROWS'], connectAttributes: { program_name: 'saphan' },
    } as ConnectionOptions);
    connection.on('error', () => undefined); // a connection that dies is seen by whoever waits for it
    connection.connect((error) => {
      if (!error) return resolve(connection);
      cut(connection);
      reject(mysqlProblem(error, false));
    });
  });
}

/** Runs one statement; `columns` say what its answer is made of. */
export function askMysql(connection: Connection, sql: string): Promise<{ rows: TextRows; columns: FieldPacket[] }> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, rowsAsArray: true, typeCast: (field) => field.string() }, (error, rows, columns) => {
      if (error) reject(mysqlProblem(error, true));
      else resolve({ rows: (Array.isArray(rows) ? rows : []) as unknown as TextRows, columns: columns ?? [] });
    });
  });
}

/**
 * One read-only snapshot, in which texts of dates do not depend on the server's settings. Tables of engines without transactions (MyISAM) are read
 * as they are at that moment.
 */
export async function beginReading(connection: Connection, timeoutMs: number): Promise<void> {
  const seconds = Math.ceil(timeoutMs / 1000);
  await askMysql(connection, 'set names utf8mb4');
  await askMysql(connection, `set session time_zone = '+07:00', lock_wait_timeout = 10, net_write_timeout = ${Math.max(60, seconds)}, net_read_timeout = 60, transaction_isolation = 'REPEATABLE-READ'`).catch(async () => {
    // Older servers call it otherwise.
    await askMysql(connection, `set session time_zone = '+07:00', lock_wait_timeout = 10, net_write_timeout = ${Math.max(60, seconds)}, net_read_timeout = 60, tx_isolation = 'REPEATABLE-READ'`);
  });
  // MariaDB counts seconds, MySQL milliseconds; each knows only its own.
  await askMysql(connection, `set session max_statement_time = ${timeoutMs / 1000}`).catch(() => askMysql(connection, `set session max_execution_time = ${Math.ceil(timeoutMs)}`));
  await askMysql(connection, 'set session transaction read only');
  await askMysql(connection, 'start transaction with consistent snapshot, read only');
}

/**
 * Makes sure that a text is one reading statement: the database parses it alone, as one statement with columns, and runs nothing.
 * @throws `connectors.query-not-select`, or what the database says.
 */
export async function checkMysqlQuery(connection: Connection, query: string): Promise<void> {
  if (!/^(\s|--[^\n]*\n|#[^\n]*\n|\/\*[^*!]*\*\/)*\(*\s*(select|with|values|table)\b/i.test(query)) throw connectorProblem('query-not-select');
  const columns = await new Promise<number>((resolve, reject) => {
    connection.prepare(query, (error, statement) => {
      if (error) return reject(mysqlProblem(error, true));
      // What the driver's types leave out: the columns that the statement would answer with. INTO a file or a variable answers with none.
      resolve((statement as unknown as { columns: unknown[] }).columns.length);
      statement.close();
    });
  });
  if (columns === 0) throw connectorProblem('query-not-select');
}

/** Ends a connection at once. The driver alone only says that it sends no more: a server in the middle of an answer would go on waiting until it is read. */
export function cut(connection: Connection): void {
  connection.destroy();
  (connection as unknown as { stream: { destroy(): void } }).stream.destroy();
}

/** Ends a statement that runs on another connection, for a run that was stopped; the same account may always do it. */
export async function killQuery(address: MysqlAddress, rules: HostRules, threadId: number): Promise<void> {
  const connection = await connectMysql(address, rules).catch(() => null);
  if (!connection) return;
  await Promise.race([askMysql(connection, `kill query ${Math.trunc(threadId)}`).catch(() => undefined), wait(5000, undefined, { ref: false })]);
  cut(connection);
}
