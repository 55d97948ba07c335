import type { SqlService } from '../edge-config.ts';
import { Refusal } from '../edge-problem.ts';
import type { LocalAnswer, LocalCall } from './local-call.ts';
import { whereOf } from './row-filter.ts';
import type { Row } from './sql-lines.ts';
import { slow, type SqlPools } from './sql-pool.ts';
import { readStatement, type Statement } from './statement.ts';

const ROWS = 100;
/** What databases say when a statement took longer than it may: PostgreSQL, MariaDB, MySQL. */
const TOO_SLOW = new Set<unknown>(['57014', 1969, 3024]);

/** Answers an operation by one reading statement: read-only by the database, rows and columns of the agreement only, bounded. */
export async function answerFromSql(pools: SqlPools, { connection, operations }: SqlService, call: LocalCall): Promise<LocalAnswer> {
  const operation = operations[call.operationId];
  if (!operation) throw new Refusal(501, 'operation-not-mapped', `ปลายทางไม่ได้ผูกคำสั่ง ${call.operationId} ไว้`, `This edge maps no operation ${call.operationId}`);
  const statement = readStatement(operation.statement, connection.kind) as Statement;
  const limit = operation.one ? 1 : operation.rowLimit ?? ROWS;
  const values = readValues(statement, call);
  const asked: unknown[] = [];
  const mark = (value: unknown) => { asked.push(value); return connection.kind === 'postgres' ? `$${asked.length}` : '?'; };
  let n = 0;
  const marks = values.map(mark);
  const sql = `select * from (\n${statement.text(() => marks[n++] as string)}\n) as answer${whereOf(call.agreement?.rowFilter ?? null, quotes[connection.kind], mark)} limit ${limit + 1}`;
  const rows = await pools.of(connection).read(call.timeoutMs, (line) => line.ask(sql, asked)).catch((error: unknown) => { throw refusalOf(error, call.operationId); });
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

const quotes = { postgres: (name: string) => `"${name.replaceAll('"', '""')}"`, mysql: (name: string) => `\`${name.replaceAll('`', '``')}\`` };

/** Names the operation. What the database said stays at the agency: it may tell of its tables; its code is enough to look there. */
function refusalOf(error: unknown, operation: string): Refusal {
  const { code = '?', errno } = (error ?? {}) as { code?: string; errno?: number };
  const found = error instanceof Refusal ? error : TOO_SLOW.has(code) || TOO_SLOW.has(errno) ? slow()
    : new Refusal(502, 'database-refused', `ฐานข้อมูลของหน่วยงานไม่รับคำสั่ง (${code})`, `The agency’s database refused the statement (${code})`);
  return new Refusal(found.status, found.code, `${operation}: ${found.th}`, `${operation}: ${found.en}`);
}
