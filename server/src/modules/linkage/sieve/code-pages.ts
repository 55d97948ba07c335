/** Thai single-byte code pages as tables; a byte without a character is −1 and never becomes U+FFFD. */

export type CodePage = 'windows-874' | 'tis-620' | 'iso-8859-11';

/** Windows-874 adds these to TIS-620 (Microsoft cp874 best-fit table). */
const windowsExtras: readonly (readonly [number, number])[] = [
  [0x80, 0x20ac], [0x85, 0x2026], [0x91, 0x2018], [0x92, 0x2019], [0x93, 0x201c], [0x94, 0x201d], [0x95, 0x2022], [0x96, 0x2013],
  [0x97, 0x2014], [0xa0, 0x00a0],
];

/**
 * Code points by byte; −1 where the code page defines nothing. TIS 620-2533: A1–DA and DF–FB are U+0E01…; ISO 8859-11 adds the
 * controls 80–9F and the no-break space.
 */
export function codePointsOf(page: CodePage): Int32Array {
  const points = new Int32Array(256).fill(-1);
  for (let byte = 0; byte < 0x80; byte += 1) points[byte] = byte;
  for (let byte = 0xa1; byte <= 0xfb; byte += 1) if (byte <= 0xda || byte >= 0xdf) points[byte] = byte - 0xa0 + 0x0e00;
  if (page === 'windows-874') for (const [byte, point] of windowsExtras) points[byte] = point;
  if (page === 'iso-8859-11') for (let byte = 0x80; byte <= 0xa0; byte += 1) points[byte] = byte;
  return points;
}

/** Bytes by code point (all below U+20AD); −1 where the page has no such character. */
export function bytesOf(points: Int32Array): Int16Array {
  const bytes = new Int16Array(0x2100).fill(-1);
  points.forEach((point, byte) => { if (point >= 0) bytes[point] = byte; });
  return bytes;
}
