// Memory and state that the parts of the kernel share. The layout is row-kernel.ts's: one record of addresses, read once.

/** Results of `run` and `resume`. */
export const MORE: i32 = 0; // the next record is not whole in the window, or not for this path
export const FULL: i32 = 1; // the row group must be written first
export const CELL: i32 = 2; // a cell needs the thorough writers
export const DONE: i32 = 3;

export const LF: u32 = 0x0a;
export const CR: u32 = 0x0d;
export const PLAIN: u32 = 1;
export const STOP: u32 = 3;

/** Kinds of columns: how a cell is read and kept. */
export const TEXT: i32 = 0;
export const INTEGER: i32 = 1;
export const DECIMAL: i32 = 2;
export const BOOLEAN: i32 = 3;
export const DATE: i32 = 4;
export const TIMESTAMP: i32 = 5;
/** Kept as text, read by the thorough writers alone. */
export const SPECIAL: i32 = 6;
export const SKIPPED: i32 = 7;

/** Bytes of one source column: kind, field, required, most characters, whole digits, scale, eras allowed (1 B.E., 2 C.E.). */
export const COLUMN: usize = 32;
/** Bytes of one field: address of its cells, address of their marks, kind, scale, counts of B.E., C.E. and days before the reform, pending era. */
export const FIELD: usize = 32;

export let classes: usize = 0;
export let kinds: usize = 0;
export let disorder: usize = 0;
export let nullFirst: usize = 0;
export let nullWords: usize = 0;
export let columns: usize = 0;
export let width: i32 = 0;
export let fields: usize = 0;
export let fieldCount: i32 = 0;
export let places: usize = 0;
export let mostRows: i32 = 0;
export let heap: usize = 0;
export let heapEnd: usize = 0;
export let page: usize = 0;
export let delimiter: u32 = 0;
export let quote: u32 = 0;
/** How the raw length of a row follows from its decoded bytes: 0 the same, 1 a byte a character, 2 UTF-16. */
export let unit: i32 = 0;
/** Whether two cells with the place stand before each record. */
export let placed: bool = false;

export function setup(at: usize): void {
  classes = load<u32>(at);
  kinds = load<u32>(at, 4);
  disorder = load<u32>(at, 8);
  nullFirst = load<u32>(at, 12);
  nullWords = load<u32>(at, 16);
  columns = load<u32>(at, 20);
  width = load<i32>(at, 24);
  fields = load<u32>(at, 28);
  fieldCount = load<i32>(at, 32);
  places = load<u32>(at, 36);
  mostRows = load<i32>(at, 40);
  heap = load<u32>(at, 44);
  heapEnd = load<u32>(at, 48);
  page = load<u32>(at, 52);
  delimiter = load<u32>(at, 56);
  quote = load<u32>(at, 60);
  unit = load<i32>(at, 64);
  placed = load<i32>(at, 68) != 0;
}
