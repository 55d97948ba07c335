/** How Thai single-byte text is built (TIS 620-2533 and its two supersets): which bytes exist and which may follow which. */

export type ThaiEncoding = 'windows-874' | 'tis-620' | 'iso-8859-11';

const windowsExtras = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0]);

/** Whether an encoding gives the byte a character. 0x80–0x9F are control codes in ISO 8859-11, which no table of data holds. */
export function isDefined(byte: number, encoding: ThaiEncoding): boolean {
  if (byte < 0x80) return true;
  if (isThaiByte(byte)) return true;
  if (encoding === 'windows-874') return windowsExtras.has(byte);
  return encoding === 'iso-8859-11' && byte === 0xa0;
}

export function isThaiByte(byte: number): boolean {
  return (byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb);
}

const isConsonant = (byte: number): boolean => byte >= 0xa1 && byte <= 0xce;
/** Vowels and signs written above or below: they need a consonant before them. */
const isMark = (byte: number): boolean => byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee);
/** เ แ โ ใ ไ: they need a consonant after them. */
const isLeading = (byte: number): boolean => byte >= 0xe0 && byte <= 0xe4;

/**
 * Share of legal pairs among the pairs that Thai spelling constrains, and how many there were.
 * Latin-1 or Cyrillic text read as Thai breaks the rule in about every second pair; Thai text almost never.
 */
export function legalPairShare(bytes: Uint8Array): { share: number; pairs: number } {
  let pairs = 0;
  let legal = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    const before = bytes[at - 1] as number;
    const here = bytes[at] as number;
    if (isMark(here)) {
      pairs += 1;
      if (isConsonant(before) || isMark(before)) legal += 1;
    } else if (isLeading(before)) {
      pairs += 1;
      if (isConsonant(here)) legal += 1;
    }
  }
  return { share: pairs === 0 ? 0 : legal / pairs, pairs };
}
