// Reads one cell of a row and keeps its value; whatever looks unusual is refused here and goes to the thorough writers in TypeScript.
import { BOOLEAN, classes, COLUMN, columns, CR, DATE, DECIMAL, delimiter, disorder, FIELD, fields, heap, INTEGER, kinds, LF, mostRows, nullFirst, nullWords, PLAIN, quote, SKIPPED, STOP, TEXT } from './memory';
import { plainText } from './text';
import { daysFromCivil, daysInMonth } from './days';

/** Rows of the group, and where its next text goes. */
export let rows: i32 = 0;
export let heapTop: usize = 0;
export function setRows(count: i32): void { rows = count; }
export function setHeapTop(to: usize): void { heapTop = to; }

// @ts-ignore: decorator
@inline
function classAt(p: usize): u32 { return load<u8>(classes + load<u8>(p)); }

// @ts-ignore: decorator
@inline
function putValue(field: i32, value: i64): void {
  const at = fields + <usize>field * FIELD;
  store<i64>(<usize>load<u32>(at) + (<usize>rows << 3), value);
  store<u8>(<usize>load<u32>(at, 4) + rows, 1);
}

export function putNull(field: i32): void {
  store<u8>(<usize>load<u32>(fields + <usize>field * FIELD, 4) + rows, 0);
}

/** Keeps the text that lies behind the top of the heap. */
export function keepText(field: i32, length: i32): void {
  store<u32>(heapTop, length);
  putValue(field, <i64>(heapTop - heap));
  heapTop += 4 + length;
}

export function keepNumber(field: i32, value: i64): void { putValue(field, value); }

function isNullWord(s: usize, e: usize): bool {
  if (load<u8>(nullFirst + load<u8>(s)) == 0) return false;
  const length = <u32>(e - s);
  let word = nullWords;
  for (let width = load<u32>(word); width != 0; width = load<u32>(word)) {
    if (width == length && memory.compare(word + 4, s, length) == 0) return true;
    word += 4 + width;
  }
  return false;
}

/** Reads the cell of source column `index` at `s`; returns its end, or 0. Behind `limit` no byte is of this row. */
export function readCell(index: i32, s: usize, limit: usize): usize {
  const column = columns + <usize>index * COLUMN;
  const kind = load<i32>(column);
  if (kind == SKIPPED) return skipCell(s, limit);
  const field = load<i32>(column, 4);
  if (classAt(s) == STOP) {
    if (load<i32>(column, 8) != 0) return 0;
    putNull(field);
    return s;
  }
  if (kind > DATE || kind == BOOLEAN) return 0;
  const quoted = load<u8>(s) == quote;
  const from = quoted ? s + 1 : s;
  let e: usize = 0;
  if (kind == TEXT) {
    e = quoted ? quotedText(column, from, limit) : plainText(from, heapTop + 4, limit, load<i32>(column, 12));
    textLength = quoted ? textLength : <i32>(e - from);
  }
  else if (kind == DATE) e = date(column, from, limit);
  else e = kind == INTEGER ? integer(from, quoted) : decimal(column, from);
  if (e == 0) return 0;
  let after = e;
  if (quoted) {
    if (e >= limit || load<u8>(e) != quote) return 0;
    after = e + 1;
  }
  if (classAt(after) != STOP) return 0;
  if (load<u8>(nullFirst + load<u8>(from)) != 0 && isNullWord(from, e)) {
    if (load<i32>(column, 8) != 0) return 0;
    putNull(field);
    return after;
  }
  if (kind == TEXT) keepText(field, textLength);
  else putValue(field, value);
  if (kind == DATE) store<u32>(fields + <usize>field * FIELD, era, 28);
  return after;
}

let textLength: i32 = 0;
let value: i64 = 0;
let era: u32 = 0;

/** Three bytes of a Thai letter, E0 B8 or E0 B9 and one more, as the low bytes of a word. */
const thaiMask: u32 = 0xc0feff;
const thaiLetter: u32 = 0x80b8e0;

/** Copies text inside quotes: delimiters count as letters, doubled quotes as one; a line break is for the thorough path. */
function quotedText(column: usize, s: usize, limit: usize): usize {
  const most = load<i32>(column, 12);
  let to = heapTop + 4;
  const start = to;
  let p = s;
  let before: u32 = 0;
  let disordered: u32 = 0;
  let thai: i32 = 0;
  while (p < limit) {
    const word = load<u32>(p);
    if ((word & thaiMask) == thaiLetter) {
      const kind = <u32>load<u8>(kinds + (((word >>> 2) & 64) | ((word >>> 16) & 63)));
      disordered |= load<u8>(disorder + ((before << 3) | kind));
      before = kind;
      store<u32>(to, word);
      p += 3; to += 3; thai += 1;
      continue;
    }
    const byte = word & 255;
    if (byte == quote) {
      if (((word >>> 8) & 255) != quote) break;
      p += 1;
    } else if (byte != delimiter ? load<u8>(classes + byte) != PLAIN : byte < 0x20) return 0;
    store<u8>(to, byte);
    p += 1; to += 1;
    before = 0;
  }
  if (disordered != 0 || p >= limit || to == start || load<u8>(s) == 0x20 || load<u8>(p - 1) == 0x20) return 0;
  textLength = <i32>(to - start);
  return most > 0 && textLength - 2 * thai > most ? 0 : p;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u32): bool { return byte - 0x30 < 10; }

/** A plain integer of up to 18 digits without leading zero; in quotes also with separators of thousands. */
function integer(s: usize, quoted: bool): usize {
  let byte = <u32>load<u8>(s);
  if (byte == 0x30) { value = 0; return s + 1; }
  let p = s;
  let sum: i64 = 0;
  while (isDigit(byte) && p < s + 18) { sum = sum * 10 + <i64>(byte - 0x30); p += 1; byte = load<u8>(p); }
  if (p == s) return 0;
  if (byte == 0x2c && (quoted || delimiter != 0x2c)) {
    if (p - s > 3) return 0;
    const first = p;
    while (byte == 0x2c && p - first < 20) {
      for (let i: usize = 1; i <= 3; i += 1) {
        byte = load<u8>(p + i);
        if (!isDigit(byte)) return 0;
        sum = sum * 10 + <i64>(byte - 0x30);
      }
      p += 4;
      byte = load<u8>(p);
    }
    if (byte == 0x2c) return 0;
  }
  value = sum;
  return p;
}

/** A plain decimal without leading zero that fits its column; the value is scaled to a whole number. */
function decimal(column: usize, s: usize): usize {
  const whole = load<i32>(column, 16);
  const scale = load<i32>(column, 20);
  let p = s;
  let sum: i64 = 0;
  let byte = <u32>load<u8>(p);
  if (byte == 0x30) { p += 1; byte = load<u8>(p); }
  else while (isDigit(byte) && p < s + 18) { sum = sum * 10 + <i64>(byte - 0x30); p += 1; byte = load<u8>(p); }
  if (p == s || <i32>(p - s) > whole) return 0;
  let places = 0;
  if (byte == 0x2e) {
    p += 1;
    const point = p;
    byte = load<u8>(p);
    while (isDigit(byte) && places < scale) { sum = sum * 10 + <i64>(byte - 0x30); places += 1; p += 1; byte = load<u8>(p); }
    if (p == point) return 0;
  }
  for (; places < scale; places += 1) sum *= 10;
  value = sum;
  return p;
}

// @ts-ignore: decorator
@inline
function two(p: usize): i32 {
  const high = <u32>load<u8>(p) - 0x30;
  const low = <u32>load<u8>(p, 1) - 0x30;
  return high < 10 && low < 10 ? <i32>(high * 10 + low) : -100000;
}

/** Ten bytes `dd/mm/yyyy` or `yyyy-mm-dd`, also with the other sign, of an era that the contract allows. */
function date(column: usize, s: usize, limit: usize): usize {
  if (s + 10 >= limit) return 0;
  const third = load<u8>(s, 2);
  const dayFirst = (third == 0x2f || third == 0x2d) && load<u8>(s, 5) == third;
  const fifth = load<u8>(s, 4);
  if (!dayFirst && ((fifth != 0x2d && fifth != 0x2f) || load<u8>(s, 7) != fifth)) return 0;
  const year = dayFirst ? two(s + 6) * 100 + two(s + 8) : two(s) * 100 + two(s + 2);
  const month = two(dayFirst ? s + 3 : s + 5);
  const day = two(dayFirst ? s : s + 8);
  const be = year >= 2400 && year <= 2743;
  if (!be && (year < 1900 || year > 2200)) return 0;
  const common = be ? year - 543 : year;
  if (day < 1 || month < 1 || month > 12 || (day > 28 && day > daysInMonth(common, month))) return 0;
  if ((load<i32>(column, 24) & (be ? 1 : 2)) == 0) return 0;
  era = be ? (common <= 1940 && month <= 3 ? 3 : 1) : 2;
  value = <i64>daysFromCivil(common, month, day);
  return s + 10;
}

/** The end of a cell that no contract column wants; 0 when it is not plainly a cell. */
function skipCell(s: usize, limit: usize): usize {
  let p = s;
  if (<u32>load<u8>(p) == quote) {
    for (p += 1; p < limit; p += 1) {
      const byte = <u32>load<u8>(p);
      if (byte == quote) {
        if (<u32>load<u8>(p, 1) != quote) return classAt(p + 1) == STOP ? p + 1 : 0;
        p += 1;
      } else if (byte == LF || byte == CR || byte == 0) return 0;
    }
    return 0;
  }
  for (; p < limit; p += 1) {
    const byte = <u32>load<u8>(p);
    if (byte == delimiter || byte == LF || byte == CR) return p;
    if (byte == quote || byte == 0) return 0;
  }
  return 0;
}
