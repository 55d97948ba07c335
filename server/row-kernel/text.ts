// Thai and ASCII text that is already normal, sixteen bytes at a time.
import { CR, delimiter, LF, quote } from './memory';

// @ts-ignore: decorator
@inline
function is(v: v128, byte: u32): v128 { return i8x16.eq(v, i8x16.splat(<i8>byte)); }

/** Whether each byte is one of `count` from `first` on. */
// @ts-ignore: decorator
@inline
function within(v: v128, first: u32, count: u32): v128 { return i8x16.lt_u(i8x16.sub(v, i8x16.splat(<i8>first)), i8x16.splat(<i8>count)); }

/**
 * Copies the text at `s` to `to`. The bytes are known to be UTF-8; a Thai letter is E0, B8 or B9, and one more.
 *
 * @param most characters allowed, 0 for any number.
 * @returns its end, or 0 when it is anything but printable ASCII and Thai in normal order, ended before `limit` by a delimiter or line break.
 */
export function plainText(s: usize, to: usize, limit: usize, most: i32): usize {
  const shift = to - s;
  let p = s;
  let thirds = 0;
  // Which of the last three bytes of the block before ended a letter of each kind.
  let tones: u32 = 0;
  let marks: u32 = 0;
  let fronts: u32 = 0;
  let ams: u32 = 0;
  while (true) {
    const v = v128.load(p);
    v128.store(p + shift, v);
    const stops = i8x16.bitmask(v128.or(v128.or(is(v, delimiter), is(v, LF)), is(v, CR)));
    const inside: u32 = stops == 0 ? 0xffff : (1 << ctz(stops)) - 1;
    let strange = <u32>i8x16.bitmask(v128.or(v128.or(within(v, 0, 0x20), is(v, 0x7f)), quote < 256 ? is(v, quote) : i8x16.splat(0)));
    if ((<u32>i8x16.bitmask(v) & inside) != 0) {
      const before = v128.load(p - 1);
      const lead = is(before, 0xe0);
      const page = v128.or(is(v, 0xb8), is(v, 0xb9));
      // A lead byte that is not Thai's, or E0 without its page.
      strange |= <u32>i8x16.bitmask(v128.or(v128.andnot(i8x16.ge_u(v, i8x16.splat(<i8>0xc0)), is(v, 0xe0)), v128.andnot(lead, page)));
      const third = is(v128.load(p - 2), 0xe0);
      const point = v128.or(v128.and(v, i8x16.splat(0x3f)), v128.and(is(before, 0xb9), i8x16.splat(0x40)));
      const ends = <u32>i8x16.bitmask(third) & inside;
      const tone = <u32>i8x16.bitmask(within(point, 0x48, 4)) & ends;
      const mark = <u32>i8x16.bitmask(v128.or(v128.or(is(point, 0x31), within(point, 0x34, 7)), is(point, 0x47))) & ends;
      const front = <u32>i8x16.bitmask(is(point, 0x40)) & ends;
      const am = <u32>i8x16.bitmask(is(point, 0x33)) & ends;
      const nikhahit = <u32>i8x16.bitmask(is(point, 0x4d)) & ends;
      // Pairs that normalisation would change (text-field.ts, disorder).
      tones |= tone << 3;
      marks |= mark << 3;
      fronts |= front << 3;
      ams |= am << 3;
      if ((nikhahit | (tones & mark) | (fronts & front) | (ams & tone) | (marks & mark)) != 0) return 0;
      thirds += popcnt(ends);
    }
    tones >>>= 16;
    marks >>>= 16;
    fronts >>>= 16;
    ams >>>= 16;
    if ((strange & inside) != 0) return 0;
    if (stops != 0) { p += ctz(stops); break; }
    p += 16;
    if (p >= limit) return 0;
  }
  if (p >= limit || p == s || load<u8>(s) == 0x20 || load<u8>(p - 1) == 0x20) return 0;
  return most > 0 && <i32>(p - s) - 2 * thirds > most ? 0 : p;
}
