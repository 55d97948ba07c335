import { openEngine } from '#modules/lake/index.ts';
import { cellOf } from './types.ts';

/** What the process that runs SQL of clients is asked: statements of ours that give the tables and lock the engine, then the client's. */
export interface SqlTask { engine: { memoryMb: number; threads: number; spillDir: string }; prepare: string[]; sql: string; mostRows: number; mostBytes: number }

/** Records as texts of JSON with commas between, some hundred in each; `cut` when there were more rows or bytes than asked for. */
export interface SqlDone { columns: { name: string; type: string }[]; records: string[]; cut: boolean }
export type SqlAnswer = SqlDone | { refused: string } | { failed: string };

const SLICE = 500;

async function run({ engine: size, prepare, sql, mostRows, mostBytes }: SqlTask): Promise<SqlDone> {
  const engine = await openEngine({ databasePath: ':memory:', ...size });
  try {
    for (const statement of prepare) await engine.run(statement);
    const described = await engine.rows<{ column_name: string; column_type: string }>(`describe ${sql}`);
    const done: SqlDone = { columns: described.map(({ column_name: name, column_type: type }) => ({ name, type })), records: [], cut: false };
    let [rows, bytes, slice]: [number, number, string[]] = [0, 0, []];
    for await (const batch of engine.stream(sql)) {
      for (const row of batch) {
        const text = JSON.stringify(Object.fromEntries(row.map((cell, i) => [done.columns[i]?.name ?? '', cellAs(cell, done.columns[i]?.type ?? '')])));
        [rows, bytes] = [rows + 1, bytes + text.length];
        done.cut = rows > mostRows || bytes > mostBytes;
        if (done.cut) break;
        slice.push(text);
        if (slice.length === SLICE) { done.records.push(slice.join(',')); slice = []; }
      }
      if (done.cut) break;
    }
    if (slice.length > 0) done.records.push(slice.join(','));
    return done;
  } finally {
    await engine.close();
  }
}

function cellAs(cell: unknown, type: string): unknown {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : type === 'DATE' ? cell.toISOString().slice(0, 10) : cell.toISOString().replace(/\.000Z$/, '').replace(/Z$/, '');
  if (Array.isArray(cell)) return cell.map((each) => cellAs(each, ''));
  if (typeof cell === 'object' && cell !== null) return 'toJSON' in cell ? cell : cell.constructor !== Object ? String(cell) : Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, cellAs(value, '')]));
  if (typeof cell === 'number' && !Number.isFinite(cell)) return null;
  return cellOf(cell, type.startsWith('DECIMAL') ? 'numeric' : 'text');
}

/** What the engine says of a query that cannot be run is told; what it says of itself is not. */
function answerOf(error: unknown): SqlAnswer {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'lake.out-of-memory') return { failed: 'memory' };
  const line = String(message).split('\n')[0]?.slice(0, 400) ?? '';
  return /^(?:Binder|Catalog|Parser|Conversion|Out of Range|Invalid Input|Not implemented|Permission|Syntax) ?Error/i.test(line) ? { refused: line } : { failed: code };
}

// Whoever asked is gone: nothing here is worth finishing.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (task: SqlTask) => { void run(task).catch(answerOf).then((answer) => process.send?.(answer)); });
