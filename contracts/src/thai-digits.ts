/** Thai digits ๐–๙ (U+0E50–U+0E59) and the ASCII digits they stand for. */

const thaiZero = 0x0e50;

/** Reads ๐–๙ as 0–9; every other character stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - thaiZero));
}

/** Writes 0–9 as ๐–๙, for official letters that ask for them. */
export function toThaiDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(thaiZero + Number(digit)));
}

export function hasThaiDigits(text: string): boolean {
  return /[๐-๙]/.test(text);
}
