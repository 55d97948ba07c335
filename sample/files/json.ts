import { isRaw, type Cell, type FileRow } from '../flaws.ts';
import type { KindColumn } from '../kind.ts';

/** An array of objects, or one object a line. */
export function writeJson(columns: readonly KindColumn[], rows: readonly FileRow[], shape: 'json' | 'ndjson'): Buffer {
  const lines = rows.map(({ cells }) => JSON.stringify(Object.fromEntries(cells.map((cell, i) => [(columns[i] as KindColumn).name, plain(cell)]))));
  return Buffer.from(shape === 'json' ? `[\n${lines.join(',\n')}\n]\n` : `${lines.join('\n')}\n`, 'utf8');
}

const plain = (cell: Cell): Cell => (isRaw(cell) ? cell.raw : cell);
