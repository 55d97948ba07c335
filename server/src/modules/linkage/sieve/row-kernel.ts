import { readFileSync } from 'node:fs';
import type { Contract } from '@saphan/contracts/contract';
import { disorder, kinds } from './text-field.ts';
import { kept, type Field } from './field.ts';

/** What {@link RowKernel.run} stopped at: a record for the thorough path or the window's end, a full row group, or a cell for the thorough writers. */
export const MORE = 0;
export const FULL = 1;
export const CELL = 2;

/** The part of the WebAssembly API used here; the server is compiled without the browser's types. */
interface LinearMemory { readonly buffer: ArrayBuffer }
declare const WebAssembly: {
  Module: new (bytes: Buffer) => object;
  Memory: new (size: { initial: number }) => LinearMemory;
  Instance: new (module: object, imports: { env: { memory: LinearMemory } }) => { exports: object };
};

interface Exports {
  setup(at: number): void;
  setDated(at: number, count: number): void;
  clear(): void;
  run(from: number, to: number, longest: number, line: number, rawAt: number): number;
  resume(to: number): number;
  begin(): void;
  room(): number;
  cell(field: number, from: number, to: number): number;
  putNull(field: number): void;
  keep(line: number, offset: number, length: number): void;
  page(field: number): number;
  rowCount(): number;
  pos: { value: number }; line: { value: number }; rawAt: { value: number }; cellAt: { value: number }; cellColumn: { value: number };
}

/** What the kernel must know of the source beside the compiled fields. */
export interface KernelShape { contract: Contract; fields: readonly Field[]; width: number; delimiter: number; quote: number; placed: boolean; windowBytes: number; growth: number }

const pageBytes = 65_536;
const heapBytes = 8_388_608;
const cellsBytes = 16_777_216;
const mostRows = 8_136;
const fewestRows = 64;
const slack = 256;
const columnBytes = 32;
const erasAllowed = { be: 1, ce: 2, mixed: 3 } as const;
const module = new WebAssembly.Module(readFileSync(new URL('rows.wasm', import.meta.url)));

/**
 * The compiled inner loop of the sieve (ADR 0009) and its memory: the window of decoded bytes, the values of one row group, and a scratch
 * that serves the thorough writers while rows are read and holds a page while a group is written.
 */
export class RowKernel {
  readonly window: Buffer;
  readonly scratch: Buffer;
  private readonly exports: Exports;
  private readonly memory: LinearMemory;
  private readonly layout: Layout;

  constructor(shape: KernelShape) {
    this.layout = layOut(shape);
    const { layout } = this;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(layout.end / pageBytes) });
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
    this.window = Buffer.from(this.memory.buffer, layout.window, shape.windowBytes);
    this.scratch = Buffer.from(this.memory.buffer, layout.scratch, layout.scratchBytes);
    writeTables(Buffer.from(this.memory.buffer), layout, shape);
    this.exports.setup(layout.header);
    this.exports.setDated(layout.dated, shape.fields.filter((field) => field.kept === kept.date).length);
    this.exports.clear();
  }

  /** Rows of the group so far; the next row's number in it. */
  get rows(): number { return this.exports.rowCount(); }
  /** Where the next record starts in the window, its physical line and raw offset, after {@link run} or {@link resume}. */
  get pos(): number { return this.exports.pos.value - this.layout.window; }
  get line(): number { return this.exports.line.value; }
  get rawAt(): number { return this.exports.rawAt.value; }
  /** The cell that {@link CELL} is about: its place in the window and its source column. */
  get cellAt(): number { return this.exports.cellAt.value - this.layout.window; }
  get cellColumn(): number { return this.exports.cellColumn.value; }

  /** Takes rows of the window from `from` on, none longer than `longest`; a line feed stands at `to`. */
  run(from: number, to: number, longest: number, line: number, rawAt: number): number {
    return this.exports.run(this.layout.window + from, this.layout.window + to, longest, line, rawAt);
  }

  /** Goes on behind the cell that was put in the kernel's place. */
  resume(cellEnd: number): number { return this.exports.resume(this.layout.window + cellEnd); }

  begin(): void { this.exports.begin(); }
  room(): number { return this.exports.room(); }

  /** Puts a cell of the row that was begun: the first `length` bytes of the scratch in normal form, none for NULL. */
  put(field: number, length: number): void {
    if (length === 0) this.exports.putNull(field);
    else if (this.exports.cell(field, this.layout.scratch, this.layout.scratch + length) === 0) throw new RangeError('a row is larger than its row group');
  }

  keep(line: number, offset: number, length: number): void { this.exports.keep(line, offset, length); }

  /** The Parquet page of a field, valid until the next call. */
  page(field: number): Buffer { return this.scratch.subarray(0, this.exports.page(field)); }

  /** The values of `_line` (0), `_off` (1) or `_len` (2) of the group. */
  places(column: number): Buffer { return Buffer.from(this.memory.buffer, this.layout.places + column * 8 * this.layout.mostRows, 8 * this.rows); }

  clear(): void { this.exports.clear(); }

  /** Plain dates read per era. */
  eras(field: number): { be: number; ce: number; beforeReform: number } {
    const [be, ce, beforeReform] = new Uint32Array(this.memory.buffer, this.layout.fields + field * columnBytes + 12, 3) as unknown as [number, number, number];
    return { be, ce, beforeReform };
  }
}

interface Layout {
  header: number; classes: number; kinds: number; disorder: number; nullFirst: number; nullWords: number; columns: number; fields: number; dated: number; places: number; cells: number; marks: number;
  heap: number; heapBytes: number; scratch: number; scratchBytes: number; window: number; end: number; mostRows: number;
}

function layOut({ contract, fields, width, windowBytes, growth }: KernelShape): Layout {
  const rows = Math.min(mostRows, Math.max(fewestRows, Math.floor(cellsBytes / (9 * fields.length + 24)))) & ~7;
  // A record's cells in normal form take at most three times its decoded bytes and a number's digits each.
  const record = 3 * contract.source.maxRecordBytes * growth + 64 * width + slack;
  const heap = Math.max(heapBytes, record);
  let top = 1024;
  const take = (bytes: number): number => { const at = top; top = (top + bytes + 15) & ~15; return at; };
  const layout = {
    header: take(128), classes: take(256), kinds: take(128), disorder: take(64), nullFirst: take(256),
    nullWords: take(contract.source.nullWords.reduce((sum, word) => sum + 8 + 3 * word.length, 8)),
    columns: take(columnBytes * width), fields: take(columnBytes * fields.length), dated: take(4 * fields.length + 4), places: take(24 * rows), cells: take(8 * rows * fields.length), marks: take(rows * fields.length),
    heap: take(heap + slack), heapBytes: heap, scratch: take(heap + 9 * rows + slack), scratchBytes: heap + 9 * rows, window: take(windowBytes + slack), mostRows: rows,
  };
  return { ...layout, end: top };
}

function writeTables(bytes: Buffer, layout: Layout, shape: KernelShape): void {
  const { contract, fields, width, delimiter, quote, placed } = shape;
  const words = contract.source.nullWords.map((word) => Buffer.from(word.trim())).filter((word) => word.length > 0);
  const unit = contract.source.encoding === 'utf-8' || placed ? 0 : contract.source.encoding.startsWith('utf-16') ? 2 : 1;
  const { header, classes, nullFirst, nullWords, columns, heap, heapBytes: room, scratch } = layout;
  [classes, layout.kinds, layout.disorder, nullFirst, nullWords, columns, width, layout.fields, fields.length, layout.places, layout.mostRows, heap, heap + room, scratch, delimiter, quote < 0 ? 256 : quote, unit, placed ? 1 : 0]
    .forEach((value, i) => bytes.writeUInt32LE(value, header + 4 * i));
  bytes.fill(1, classes + 0x20, classes + 0x7f);
  if (quote >= 0) bytes[classes + quote] = 0;
  for (const byte of [delimiter, 0x0a, 0x0d]) bytes[classes + byte] = 3;
  bytes.set(kinds, layout.kinds);
  bytes.set(disorder, layout.disorder);
  let at = nullWords;
  for (const word of words) {
    bytes[nullFirst + (word[0] as number)] = 1;
    bytes.writeUInt32LE(word.length, at);
    at += 4 + word.copy(bytes, at + 4);
  }
  for (let i = 0; i < width; i += 1) bytes.writeUInt32LE(kept.skipped, columns + columnBytes * i);
  fields.forEach((field, i) => writeField(bytes, layout, shape, field, i));
  fields.filter((field) => field.kept === kept.date).forEach((field, i) => bytes.writeUInt32LE(fields.indexOf(field), layout.dated + 4 * i));
}

function writeField(bytes: Buffer, layout: Layout, { contract, placed }: KernelShape, field: Field, i: number): void {
  const { source, required, maxLength, precision, scale, column } = field;
  const eras = erasAllowed[column.calendar ?? contract.source.calendar];
  // Two cells with the place stand before an adapter's record: the kernel reads them by itself.
  const at = layout.columns + columnBytes * (placed ? source - 2 : source);
  [field.kept, i, required ? 1 : 0, maxLength, precision - scale, scale, eras].forEach((value, slot) => bytes.writeInt32LE(value, at + 4 * slot));
  const own = layout.fields + columnBytes * i;
  [layout.cells + 8 * layout.mostRows * i, layout.marks + layout.mostRows * i, field.kept].forEach((value, slot) => bytes.writeUInt32LE(value, own + 4 * slot));
  bytes.writeUInt32LE(field.kept === kept.decimal ? scale : 0, own + 24);
}
