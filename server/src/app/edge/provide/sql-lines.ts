import type { FieldPacket } from 'mysql2';
import { types } from 'pg';
import { beginReading as beginMysql, connectMysql, cut } from '#connectors/mysql/session.ts';
import { beginReading, close, connect } from '#connectors/postgres/copy-out.ts';
import type { SqlService } from '../edge-config.ts';
import { readOwnFile } from '../keys/agency-key.ts';

export type Address = SqlService['connection'];
export type Row = Record<string, unknown>;

/** One connection to a database of the agency, which only ever reads. */
export interface SqlLine {
  /** A read-only transaction in which a statement may take so long. */
  begin(timeoutMs: number): Promise<void>;
  ask(sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** Ends the transaction; the line can be used again. */
  end(): Promise<void>;
  close(): void;
}

/** Days and times without a zone are given as they are written; as moments they would shift with the machine's zone. */
const AS_WRITTEN = new Set([1082, 1083, 1114]);
const written = { getTypeParser: (oid: number, format?: 'text' | 'binary') => (AS_WRITTEN.has(oid) ? (text: string) => text : types.getTypeParser(oid, format as 'text')) };

export const openLine = (address: Address): Promise<SqlLine> => (address.kind === 'postgres' ? openPostgres(address) : openMysql(address));

const addressOf = ({ host, port, database, user, passwordFile, tls, kind }: Address) => ({
  host, port: port ?? (kind === 'postgres' ? 5432 : 3306), database, user, password: passwordFile === undefined ? '' : readOwnFile(passwordFile).trim(), tls: tls ?? 'off' as const,
});

async function openPostgres(address: Address): Promise<SqlLine> {
  const client = await connect(addressOf(address), { allow: [address.host] });
  return {
    begin: (timeoutMs) => beginReading(client, timeoutMs),
    // `queryMode` is newer than the driver's types: the extended protocol takes one statement only.
    ask: async (text, values) => (await client.query<Row>({ text, values: [...values], types: written, queryMode: 'extended' } as never)).rows as Row[],
    end: async () => { await client.query('rollback'); },
    close: () => void close(client),
  };
}

async function openMysql(address: Address): Promise<SqlLine> {
  const connection = await connectMysql(addressOf(address), { allow: [address.host] });
  const run = (sql: string) => new Promise<void>((resolve, reject) => { connection.query(sql, (error) => (error ? reject(error) : resolve())); });
  return {
    begin: (timeoutMs) => beginMysql(connection, timeoutMs),
    ask: (sql, values) => new Promise<Row[]>((resolve, reject) => {
      connection.execute({ sql, values: values as string[], dateStrings: true, supportBigNumbers: true } as never, (error: Error | null, rows: unknown, _fields: FieldPacket[]) => (error ? reject(error) : resolve(rows as Row[])));
    }),
    end: () => run('rollback'),
    close: () => cut(connection),
  };
}
