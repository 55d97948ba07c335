/** The four ASCII digits of 0–9999, first digit in the lowest byte. */
const fours = new Int32Array(10_000);
for (let n = 0; n < 10_000; n += 1) {
  fours[n] = (0x30 + ((n / 1000) | 0)) | ((0x30 + (((n / 100) | 0) % 10)) << 8) | ((0x30 + (((n / 10) | 0) % 10)) << 16) | ((0x30 + (n % 10)) << 24);
}

/** Writes a whole number ≥ 0 in ASCII digits; returns the end. Up to three bytes behind it are overwritten. */
export function putNumber(out: DataView, o: number, value: number): number {
  if (value >= 10_000) {
    const high = Math.floor(value / 10_000);
    const at = putNumber(out, o, high);
    out.setInt32(at, fours[value - high * 10_000] as number, true);
    return at + 4;
  }
  const digits = value >= 1000 ? 4 : value >= 100 ? 3 : value >= 10 ? 2 : 1;
  out.setInt32(o, (fours[value] as number) >>> (32 - 8 * digits), true);
  return o + digits;
}

/** Writes 0–9999 in four digits. */
export function putFour(out: DataView, o: number, value: number): void {
  out.setInt32(o, fours[value] as number, true);
}
