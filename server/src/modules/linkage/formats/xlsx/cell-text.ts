/** `_x000D_` and the like stand for characters that XML cannot hold (ECMA-376 §22.9.2.19, ST_Xstring). */
export function unescapeText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
}

/**
 * The number of a cell as plain decimal text: whole numbers digit for digit, exponents written out, and the 16th and 17th digit that
 * Excel writes for its binary numbers (`1.1000000000000001`) shortened to the shortest text of the same number.
 */
export function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (!match || (match[2] === '' && match[3] === '')) return text;
  const digits = `${match[2]}${match[3]}`.replace(/^0+/, '');
  if (digits.length > 15) return writtenOut(String(Number(text)));
  return writtenOut(text.trim());
}

function writtenOut(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', part = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  if (Math.abs(point) > 400) return text;
  const digits = whole + part;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  const after = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  const fraction = after.replace(/0+$/, '');
  return `${sign === '-' ? '-' : ''}${before.replace(/^0+(?=\d)/, '') || '0'}${fraction && `.${fraction}`}`;
}
