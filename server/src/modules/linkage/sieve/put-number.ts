const million = 1_000_000;

/** Writes a whole number ≥ 0 in ASCII digits; returns the end. */
export function putNumber(out: Buffer, o: number, value: number): number {
  if (value >= 1_000_000_000) {
    const at = putNumber(out, o, Math.floor(value / million));
    return putPadded(out, at, value % million, 6);
  }
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits += 1;
  return putPadded(out, o, value, digits);
}

function putPadded(out: Buffer, o: number, value: number, digits: number): number {
  let rest = value | 0;
  for (let at = o + digits - 1; at >= o; at -= 1) {
    const next = (rest / 10) | 0;
    out[at] = 0x30 + (rest - next * 10);
    rest = next;
  }
  return o + digits;
}
