// The sieve's inner loop (docs/specs/SPN-SIEVE.md): reads the rows most files are made of and keeps their values column by column.
// It never refuses a record: what is not plainly right is left to the thorough path. Source of rows.wasm; build with tools/build-row-kernel.ts.
import { CELL, CR, DONE, FIELD, fieldCount, fields, FULL, heap, heapEnd, LF, MORE, mostRows, placed, places, unit, width, delimiter } from './memory';
import { heapTop, readCell, rows, setHeapTop, setRows } from './cells';
export { setup } from './memory';
export { putNull } from './cells';
export { cell } from './normal';
export { page } from './page';

/** Where the next record starts, in memory, by physical line and by offset of the raw bytes. */
export let pos: u32 = 0;
export let line: f64 = 0;
export let rawAt: f64 = 0;
/** The cell that needs the thorough writers: where it stands and of which source column. */
export let cellAt: u32 = 0;
export let cellColumn: i32 = 0;

let end: usize = 0;
let most: usize = 0;
let limit: usize = 0;
let rowHeap: usize = 0;

export function rowCount(): i32 { return rows; }

/** Empties the row group. */
export function clear(): void {
  setRows(0);
  setHeapTop(heap);
  rowHeap = heap;
}

/** Takes rows from `from` on; rows longer than `longest` bytes are not for this path. The byte at `to` is a line feed. */
export function run(from: u32, to: u32, longest: u32, atLine: f64, atRaw: f64): i32 {
  pos = from; end = to; most = longest; line = atLine; rawAt = atRaw;
  return takeRows();
}

/** Goes on behind the cell that was put in the kernel's place; it ended at `to`. */
export function resume(to: u32): i32 {
  const code = takeCells(cellColumn, to, true);
  return code == DONE ? takeRows() : code;
}

function takeRows(): i32 {
  while (true) {
    const from = <usize>pos;
    if (from >= end) return MORE;
    const first = <u32>load<u8>(from);
    if (first == LF || first == CR) return MORE;
    limit = min(end, from + most);
    setHeapTop(rowHeap);
    if (rows == mostRows || heapTop + 3 * (limit - from) + 40 * <usize>width + 64 > heapEnd) return FULL;
    clearEras();
    let p = from;
    if (placed) {
      p = readPlace(from);
      if (p == 0) return MORE;
    }
    const code = takeCells(0, p, false);
    if (code != DONE) return code;
  }
}

/** Takes cells from source column `index` at `at`; `taken` says that this one is already kept and ends there. */
function takeCells(index: i32, at: usize, taken: bool): i32 {
  let p = at;
  let known = taken;
  let i = index;
  while (true) {
    if (!known) {
      const stop = readCell(i, p, limit);
      if (stop == 0) { cellAt = <u32>p; cellColumn = i; return CELL; }
      p = stop;
    }
    known = false;
    if (p >= limit) return MORE;
    const byte = <u32>load<u8>(p);
    if (i == width - 1) {
      if (byte == LF) return endRow(p, p + 1);
      return byte == CR && p + 1 < end && load<u8>(p, 1) == LF ? endRow(p, p + 2) : MORE;
    }
    if (byte != delimiter) return MORE;
    p += 1;
    i += 1;
  }
}

function endRow(stop: usize, next: usize): i32 {
  if (placed) keepRow(placeLine, placeOffset, -1);
  else {
    const length = rawLength(pos, stop);
    keepRow(<i64>line, <i64>rawAt, length);
    rawAt += <f64>(length + rawLength(stop, next));
  }
  line += 1;
  pos = <u32>next;
  return DONE;
}

/** Keeps the row whose cells were put; `length` are its raw bytes. */
function keepRow(atLine: i64, offset: i64, length: i64): void {
  const at = places + (<usize>rows << 3);
  const column = <usize>mostRows << 3;
  store<i64>(at, atLine);
  store<i64>(at + column, offset);
  store<i64>(at + 2 * column, length);
  for (let i = 0; i < datedCount; i += 1) {
    const field = fields + <usize>load<u32>(dated + (<usize>i << 2)) * FIELD;
    const era = load<u32>(field, 28);
    if (era == 0) continue;
    if (era == 2) store<u32>(field, load<u32>(field, 16) + 1, 16);
    else store<u32>(field, load<u32>(field, 12) + 1, 12);
    if (era == 3) store<u32>(field, load<u32>(field, 20) + 1, 20);
  }
  rowHeap = heapTop;
  setRows(rows + 1);
}

let dated: usize = 0;
let datedCount: i32 = 0;
/** Numbers of the fields that are dates. */
export function setDated(at: u32, count: i32): void { dated = at; datedCount = count; }

function clearEras(): void {
  for (let i = 0; i < datedCount; i += 1) store<u32>(fields + <usize>load<u32>(dated + (<usize>i << 2)) * FIELD, 0, 28);
}

/** Begins a row that the thorough path puts cell by cell. */
export function begin(): void {
  setHeapTop(rowHeap);
  clearEras();
}

/** Bytes that the next row may take; 0 when the group is full. */
export function room(): u32 { return rows == mostRows ? 0 : <u32>(heapEnd - rowHeap); }

/** Keeps the row that was begun. */
export function keep(atLine: f64, offset: f64, length: f64): void { keepRow(<i64>atLine, <i64>offset, <i64>length); }

function rawLength(from: usize, to: usize): i64 {
  if (unit == 0) return <i64>(to - from);
  let count: i64 = 0;
  for (let p = from; p < to; p += 1) {
    const byte = <u32>load<u8>(p);
    if ((byte & 0xc0) != 0x80) count += unit == 2 ? (byte >= 0xf0 ? 4 : 2) : 1;
  }
  return count;
}

let placeLine: i64 = 0;
let placeOffset: i64 = 0;

/** Reads `line,offset,` before a record of an adapter; an offset may be −1. Returns the place behind, or 0. */
function readPlace(s: usize): usize {
  let p = s;
  for (let i = 0; i < 2; i += 1) {
    const negative = load<u8>(p) == 0x2d;
    if (negative) p += 1;
    let sum: i64 = 0;
    const from = p;
    for (let digit = <u32>load<u8>(p) - 0x30; digit < 10 && p < from + 16; digit = <u32>load<u8>(p) - 0x30) { sum = sum * 10 + <i64>digit; p += 1; }
    if (p == from || load<u8>(p) != 0x2c) return 0;
    if (i == 0) placeLine = sum;
    else placeOffset = negative ? -sum : sum;
    p += 1;
  }
  return p;
}
