/** A place in PostgreSQL's log (LSN) as a number that can be compared; null when a text is none. */
export function lsnOf(text: unknown): bigint | null {
  const found = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(String(text));
  return found ? (BigInt(`0x${found[1]}`) << 32n) + BigInt(`0x${found[2]}`) : null;
}

export const lsnText = (position: bigint): string => `${(position >> 32n).toString(16).toUpperCase()}/${(position & 0xffffffffn).toString(16).toUpperCase()}`;
