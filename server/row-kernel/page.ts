// Gathers the cells of one column into the body of a Parquet data page: definition levels, then the values that are not null, PLAIN.
import { BOOLEAN, DATE, FIELD, fields, heap, page as target, SPECIAL, TEXT } from './memory';
import { rows } from './cells';

/** Writes the page of a field; returns its bytes. */
export function page(field: i32): u32 {
  const at = fields + <usize>field * FIELD;
  const cells = <usize>load<u32>(at);
  const marks = <usize>load<u32>(at, 4);
  const kind = load<i32>(at, 8);
  const from = writeLevels(marks);
  let o = from;
  if (kind == TEXT || kind == SPECIAL) {
    for (let i = 0; i < rows; i += 1) {
      if (load<u8>(marks + i) == 0) continue;
      const s = heap + <usize>load<u32>(cells + (<usize>i << 3));
      const length = <usize>load<u32>(s) + 4;
      copyText(o, s, length);
      o += length;
    }
  } else if (kind == DATE) {
    for (let i = 0; i < rows; i += 1) {
      store<i32>(o, load<i32>(cells + (<usize>i << 3)));
      o += <usize>load<u8>(marks + i) << 2;
    }
  } else {
    for (let i = 0; i < rows; i += 1) {
      store<i64>(o, load<i64>(cells + (<usize>i << 3)));
      o += <usize>load<u8>(marks + i) << 3;
    }
  }
  return <u32>(o - target);
}

/** Most texts are short: words, of which the last may carry bytes that the next text overwrites. */
// @ts-ignore: decorator
@inline
function copyText(to: usize, from: usize, length: usize): void {
  if (length > 96) { memory.copy(to, from, length); return; }
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}

/** One run of bit-packed levels in the RLE hybrid (Parquet format, Encodings §RLE), with its length before it. */
function writeLevels(marks: usize): usize {
  const groups = (rows + 7) >> 3;
  let o = target + 4;
  let header = (<u32>groups << 1) | 1;
  while (header >= 0x80) { store<u8>(o, (header & 0x7f) | 0x80); o += 1; header >>>= 7; }
  store<u8>(o, header);
  o += 1;
  for (let group = 0; group < groups; group += 1) {
    let bits: u32 = 0;
    const first = group << 3;
    const last = min(rows - first, 8);
    for (let i = 0; i < last; i += 1) bits |= <u32>load<u8>(marks + first + i) << i;
    store<u8>(o, bits);
    o += 1;
  }
  store<u32>(target, <u32>(o - target) - 4);
  return o;
}
