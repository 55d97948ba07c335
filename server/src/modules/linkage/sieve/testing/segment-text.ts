import { openEngine, quoteIdentifier as q, quoteLiteral, type Engine } from '#modules/lake/index.ts';
import { tmpdir } from 'node:os';
import type { Contract } from '@saphan/contracts/contract';
import { duckType } from '../../pipeline/stage.ts';

let engine: Promise<Engine> | null = null;

/** A segment as CSV, in the order of its rows: `_line,_off,_len,cells…`, quoted where CSV needs it. */
export async function segmentText(path: string, contract: Contract): Promise<string> {
  engine ??= openEngine({ databasePath: ':memory:', memoryMb: 256, threads: 1, spillDir: tmpdir() });
  const cells = contract.columns.map((column) => (column.type === 'timestamp' ? `${q(column.name)}::timestamp::varchar` : `${q(column.name)}::${duckType(column)}::varchar`));
  let text = '';
  for await (const batch of (await engine).stream(`select _line::varchar, _off::varchar, _len::varchar, ${cells.join(', ')} from read_parquet(${quoteLiteral(path)})`)) {
    for (const row of batch) text += `${row.map((cell) => quoted(cell as string | null)).join(',')}\n`;
  }
  return text;
}

function quoted(cell: string | null): string {
  const text = cell ?? '';
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
