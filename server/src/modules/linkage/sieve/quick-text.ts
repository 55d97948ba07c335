import { disorder, kinds } from './text-field.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const noCell = -1;
/** Classes of bytes in an ordinary text cell; 0 is anything else and leads to the thorough writers. */
const plain = 1;
export const stop = 3;

/** What ends a cell, what may stand in one, and what may not, for the quick path. */
export function classesOf(delimiter: number, quote: number): Uint8Array {
  const classes = new Uint8Array(256);
  classes.fill(plain, 0x20, 0x7f);
  classes[0x2c] = 0;
  classes[QUOTE] = 0;
  if (quote >= 0) classes[quote] = 0;
  for (const byte of [delimiter, LF, CR]) classes[byte] = stop;
  return classes;
}

/** Three bytes of a Thai letter, E0 B8 or E0 B9 and one more, as the low bytes of a word. */
const thaiMask = 0xc0feff;
const thaiLetter = 0x80b8e0;

/**
 * Copies Thai and ASCII text that is already normal, a letter at a time: four bytes are read and written, three of them count. The
 * signs of disorder are summed up, since a branch on every Thai mark would be guessed wrong too often.
 *
 * @param limit the cell must end before it.
 * @returns its end in the source, or −1 when it is anything else.
 */
export function copyText(src: DataView, s: number, limit: number, out: DataView, o: number, classes: Uint8Array): number {
  const shift = o - s;
  let p = s;
  let before = 0;
  let disordered = 0;
  let word = src.getInt32(p, true);
  while (p < limit) {
    if ((word & thaiMask) === thaiLetter) {
      do {
        const kind = kinds[((word >>> 2) & 64) | ((word >>> 16) & 63)] as number;
        disordered |= disorder[(before << 3) | kind] as number;
        before = kind;
        out.setInt32(p + shift, word, true);
        p += 3;
        word = src.getInt32(p, true);
      } while ((word & thaiMask) === thaiLetter && p < limit);
      before = 0;
    } else if (classes[word & 255] === plain) {
      out.setInt32(p + shift, word, true);
      p += plainRun(word, classes);
      word = src.getInt32(p, true);
    } else break;
  }
  if (disordered !== 0 || p >= limit || classes[word & 255] !== stop) return noCell;
  return p > s && (src.getUint8(s) === 0x20 || src.getUint8(p - 1) === 0x20) ? noCell : p;
}

/** How many of the four bytes, of which the first is one, are ordinary to the first that is not. */
function plainRun(word: number, classes: Uint8Array): number {
  if (classes[(word >>> 8) & 255] !== plain) return 1;
  if (classes[(word >>> 16) & 255] !== plain) return 2;
  return classes[word >>> 24] === plain ? 4 : 3;
}

/** Copies a cell in `"` that must stay quoted; returns the place after its closing quote, or −1. */
export function copyQuotedText(src: DataView, s: number, limit: number, out: DataView, o: number, classes: Uint8Array): number {
  const shift = o - s;
  let p = s + 1;
  let before = 0;
  let disordered = 0;
  let needed = false;
  out.setUint8(o, QUOTE);
  for (; p < limit;) {
    const word = src.getInt32(p, true);
    if ((word & thaiMask) === thaiLetter) {
      const kind = kinds[((word >>> 2) & 64) | ((word >>> 16) & 63)] as number;
      disordered |= disorder[(before << 3) | kind] as number;
      out.setInt32(p + shift, word, true);
      p += 3;
      before = kind;
      continue;
    }
    const byte = word & 255;
    if (byte === QUOTE) {
      if (((word >>> 8) & 255) !== QUOTE) break;
      out.setUint8(p + shift, byte);
      p += 1;
    } else if (byte !== 0x2c && classes[byte] !== plain) return noCell;
    needed ||= byte === QUOTE || byte === 0x2c;
    out.setUint8(p + shift, byte);
    p += 1;
    before = 0;
  }
  out.setUint8(p + shift, QUOTE);
  const unusual = p >= limit || !needed || disordered !== 0 || src.getUint8(s + 1) === 0x20 || src.getUint8(p - 1) === 0x20 || classes[src.getUint8(p + 1)] !== stop;
  return unusual ? noCell : p + 1;
}
