// Takes a cell in the normal form that the thorough writers give: CSV text, digits, ISO days.
import { BOOLEAN, DATE, DECIMAL, FIELD, fields, heapEnd, INTEGER, TIMESTAMP } from './memory';
import { heapTop, keepNumber, keepText } from './cells';
import { daysFromCivil } from './days';

/** Puts the cell of a field that lies in [s, e); false when the row group has no room for it. */
export function cell(field: i32, s: u32, e: u32): bool {
  const at = fields + <usize>field * FIELD;
  const kind = load<i32>(at, 8);
  if (kind == INTEGER || kind == DECIMAL) keepNumber(field, number(s, e, load<i32>(at, 24)));
  else if (kind == BOOLEAN) keepNumber(field, load<u8>(s) == 0x74 ? 1 : 0);
  else if (kind == DATE) keepNumber(field, <i64>day(s));
  else if (kind == TIMESTAMP) keepNumber(field, moment(s, e));
  else return text(field, s, e);
  return true;
}

function text(field: i32, s: usize, e: usize): bool {
  if (heapTop + (e - s) + 8 > heapEnd) return false;
  const to = heapTop + 4;
  if (load<u8>(s) != 0x22) {
    memory.copy(to, s, e - s);
    keepText(field, <i32>(e - s));
    return true;
  }
  let o = to;
  for (let p = s + 1; p < e - 1; p += 1) {
    const byte = load<u8>(p);
    store<u8>(o, byte);
    o += 1;
    if (byte == 0x22) p += 1;
  }
  keepText(field, <i32>(o - to));
  return true;
}

/** Digits with a sign and a point, as a whole number of `scale` places. */
function number(s: usize, e: usize, scale: i32): i64 {
  const negative = load<u8>(s) == 0x2d;
  let sum: i64 = 0;
  let places = -1;
  for (let p = negative ? s + 1 : s; p < e; p += 1) {
    const byte = <u32>load<u8>(p);
    if (byte == 0x2e) { places = 0; continue; }
    sum = sum * 10 + <i64>(byte - 0x30);
    if (places >= 0) places += 1;
  }
  for (let i = max(places, 0); i < scale; i += 1) sum *= 10;
  return negative ? -sum : sum;
}

function digits(s: usize, count: i32): i32 {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum = sum * 10 + <i32>load<u8>(s + i) - 0x30;
  return sum;
}

function day(s: usize): i32 { return daysFromCivil(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2)); }

/** `YYYY-MM-DD HH:MM:SS[.f…]` in microseconds. */
function moment(s: usize, e: usize): i64 {
  const seconds = <i64>day(s) * 86400 + <i64>(digits(s + 11, 2) * 3600 + digits(s + 14, 2) * 60 + digits(s + 17, 2));
  let micros: i64 = 0;
  if (e > s + 20) {
    const places = min<i32>(<i32>(e - s) - 20, 6);
    micros = digits(s + 20, places);
    for (let i = places; i < 6; i += 1) micros *= 10;
  }
  return seconds * 1000000 + micros;
}
