import type { KindColumn, Row, Value } from './kind.ts';
import { brokenCitizenId } from './names.ts';
import type { Random } from './random.ts';

/** Text that stands in the file as it is, whatever the column's type. */
export interface Raw { raw: string }
export type Cell = Value | Raw;
/** A row as it goes into a file; `extra` adds a cell too many where the format can hold it. */
export interface FileRow { cells: Cell[]; extra?: true }

export const isRaw = (cell: Cell): cell is Raw => typeof cell === 'object' && cell !== null;

type Flaw = (cells: Cell[], columns: KindColumn[], random: Random, commonEra: boolean) => boolean;

function change(columns: KindColumn[], cells: Cell[], fits: (column: KindColumn) => boolean, value: (before: Cell, column: KindColumn) => Cell): boolean {
  const at = columns.findIndex((column, i) => fits(column) && cells[i] !== null);
  if (at < 0) return false;
  cells[at] = value(cells[at] as Cell, columns[at] as KindColumn);
  return true;
}

const isKey = (column: KindColumn): boolean => column.primaryKey !== undefined && column.primaryKey !== null;

/** Flaws that typed sources can hold too. */
const typedFlaws: Flaw[] = [
  (cells, columns) => change(columns, cells, (column) => column.type === 'citizen-id', (id) => brokenCitizenId(String(id))),
  (cells, columns) => change(columns, cells, (column) => column.codeList !== undefined && !isKey(column), (_, column) => (column.type === 'geocode' ? '99' : 'อื่น ๆ ไม่ระบุ')),
  (cells, columns) => change(columns, cells, (column) => column.required === true && !isKey(column), () => null),
];

/** Flaws of texts that should have been dates or numbers. */
const textFlaws: Flaw[] = [
  (cells, columns, _random, commonEra) => change(columns, cells, (column) => column.type === 'date', () => ({ raw: commonEra ? '2025-02-31' : '31/02/2568' })),
  (cells, columns) => change(columns, cells, (column) => column.type === 'decimal' || column.type === 'integer', () => ({ raw: 'รอตรวจสอบ' })),
  (cells, columns, random) => change(columns, cells, (column) => column.type === 'date', () => ({ raw: random.pick(['ไม่ทราบวันที่', '45/13/2568', '๓๐ ก.พ. ๒๕๖๗']) })),
];

/**
 * Puts flaws into a share of the rows, as they happen in agencies' files: wrong check digits, unknown codes, days that do not exist,
 * words in number columns, empty required cells, rows entered twice, a delimiter too many.
 */
export function withFlaws(columns: KindColumn[], rows: Row[], options: { random: Random; share: number; typed: boolean; commonEra: boolean }): FileRow[] {
  const { random, share, typed, commonEra } = options;
  const flaws = typed ? typedFlaws : [...typedFlaws, ...textFlaws];
  return rows.flatMap((row): FileRow[] => {
    if (!random.chance(share)) return [{ cells: row }];
    if (random.chance(0.15)) return [{ cells: row }, { cells: [...row] }];
    if (!typed && random.chance(0.1)) return [{ cells: row, extra: true }];
    const cells: Cell[] = [...row];
    const start = random.int(0, flaws.length - 1);
    // The first flaw from a random place that this row can have.
    flaws.some((_, i) => (flaws[(start + i) % flaws.length] as Flaw)(cells, columns, random, commonEra));
    return [{ cells }];
  });
}
