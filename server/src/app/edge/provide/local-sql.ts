import type { Connection, FieldPacket } from 'mysql2';
import type { Client } from 'pg';
import { beginReading as beginMysql, connectMysql } from '#connectors/mysql/session.ts';
import { beginReading, close, connect } from '#connectors/postgres/copy-out.ts';
import type { SqlService } from '../edge-config.ts';
import { Refusal } from '../edge-problem.ts';
import { readOwnFile } from '../keys/agency-key.ts';
import type { LocalAnswer, LocalCall } from './local-call.ts';
import { whereOf } from './row-filter.ts';
import { readStatement, type Statement } from './statement.ts';

const ROWS = 100;
type Row = Record<string, unknown>;

/** Answers an operation by one reading statement: read-only by the database, rows and columns of the agreement only, bounded. */
export async function answerFromSql({ connection, operations }: SqlService, call: LocalCall): Promise<LocalAnswer> {
  const operation = operations[call.operationId];
  if (!operation) throw new Refusal(501, 'operation-not-mapped', `ปลายทางไม่ได้ผูกคำสั่ง ${call.operationId} ไว้`, `This edge maps no operation ${call.operationId}`);
  const statement = readStatement(operation.statement, connection.kind) as Statement;
  const limit = operation.one ? 1 : operation.rowLimit ?? ROWS;
  const values = readValues(statement, call);
  const ask = connection.kind === 'postgres' ? askPostgres : askMysql;
  const rows = await ask(connection, (quote, mark) => {
    let n = 0;
    const marks = values.map(mark);
    const inner = statement.text(() => marks[n++] as string);
    return `select * from (\n${inner}\n) as answer${whereOf(call.agreement?.rowFilter ?? null, quote, mark)} limit ${limit + 1}`;
  }, call.timeoutMs);
  if (rows.length > limit && !operation.one) throw new Refusal(422, 'too-many-rows', `คำตอบมีมากกว่า ${limit} แถว: จำกัดคำขอให้แคบลง`, `The answer has more than ${limit} rows: ask for less`);
  const granted = rows.map((row) => grantedOf(row, call.agreement?.fields ?? null, operation.personalFields ?? []));
  if (operation.one && granted.length === 0) throw new Refusal(404, 'not-found', 'ไม่พบรายการนี้', 'No such record');
  return { status: 200, type: 'application/json', body: Buffer.from(JSON.stringify(operation.one ? granted[0] : { items: granted })), headers: [] };
}

/** Fields of the agreement; without a list, all but those that the settings call personal. */
function grantedOf(row: Row, fields: readonly string[] | null, personal: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields === null ? !personal.includes(name) : fields.includes(name)));
}

function readValues({ names }: Statement, call: LocalCall): unknown[] {
  const body = names.some(({ from }) => from === 'body') ? readBody(call.body) : {};
  return names.map(({ from, name }) => {
    const value = from === 'path' ? call.path[name] : from === 'query' ? call.query.get(name) : body[name];
    if (value === undefined || value === null) return null;
    if (['string', 'number', 'boolean'].includes(typeof value)) return value;
    throw new Refusal(400, 'value-refused', `ค่า ${name} ต้องเป็นข้อความ ตัวเลข หรือจริง/เท็จ`, `The value ${name} must be a text, a number or true or false`);
  });
}

function readBody(body: Buffer | null): Row {
  try {
    const read: unknown = JSON.parse(body?.toString('utf8') ?? '');
    if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read as Row;
  } catch { /* said below */ }
  throw new Refusal(400, 'body-refused', 'เนื้อหาของคำขอต้องเป็น JSON', 'The body of the request must be a JSON object');
}

type Build = (quote: (name: string) => string, mark: (value: unknown) => string) => string;
type Address = SqlService['connection'];

const addressOf = ({ host, port, database, user, passwordFile, tls, kind }: Address) => ({
  host, port: port ?? (kind === 'postgres' ? 5432 : 3306), database, user, password: passwordFile === undefined ? '' : readOwnFile(passwordFile).trim(), tls: tls ?? 'off' as const,
});

async function askPostgres(address: Address, build: Build, timeoutMs: number): Promise<Row[]> {
  const client: Client = await connect(addressOf(address), { allow: [address.host] }).catch(databaseAway);
  try {
    await beginReading(client, timeoutMs);
    const values: unknown[] = [];
    const text = build((name) => `"${name.replaceAll('"', '""')}"`, (value) => `$${values.push(value)}`);
    // `queryMode` is newer than the driver's types: the extended protocol takes one statement only.
    const asked = { text, values, queryMode: 'extended' };
    return (await client.query<Row>(asked)).rows;
  } catch (error) {
    throw error instanceof Refusal ? error : databaseRefused(error);
  } finally {
    await close(client);
  }
}

async function askMysql(address: Address, build: Build, timeoutMs: number): Promise<Row[]> {
  const connection: Connection = await connectMysql(addressOf(address), { allow: [address.host] }).catch(databaseAway);
  try {
    await beginMysql(connection, timeoutMs);
    const values: unknown[] = [];
    const sql = build((name) => `\`${name.replaceAll('`', '``')}\``, (value) => { values.push(value); return '?'; });
    return await new Promise<Row[]>((resolve, reject) => {
      connection.execute({ sql, values: values as string[], dateStrings: true }, (error: Error | null, rows: unknown, _fields: FieldPacket[]) => (error ? reject(error) : resolve(rows as Row[])));
    });
  } catch (error) {
    throw error instanceof Refusal ? error : databaseRefused(error);
  } finally {
    connection.destroy();
  }
}

const databaseAway = (error: unknown): never => { throw new Refusal(503, 'database-away', 'ติดต่อฐานข้อมูลของหน่วยงานไม่ได้', `The agency’s database cannot be reached (${(error as { code?: string }).code ?? 'no answer'})`); };
/** What the database said stays at the agency: it may tell of its tables. */
const databaseRefused = (error: unknown): Refusal => new Refusal(502, 'database-refused', `ฐานข้อมูลของหน่วยงานไม่รับคำสั่ง (${(error as { code?: string }).code ?? '?'})`, `The agency’s database refused the statement (${(error as { code?: string }).code ?? '?'})`);
