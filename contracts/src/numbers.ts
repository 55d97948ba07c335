/** Figures for people: comma groups, the true minus sign, percent without a space (UI.md §5). No locale data, no machine setting. */

const minus = '\u2212';
const noBreakSpace = '\u00a0';

/** `1,234,567.89`, `−12`. Unknown numbers (null, NaN, infinite) read `–`. */
export function formatNumber(value: number | null | undefined, options: { decimals?: number } = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const { decimals } = options;
  const magnitude = Math.abs(value);
  const text = decimals === undefined ? plainDecimal(magnitude) : magnitude.toFixed(decimals);
  return (value < 0 && /[1-9]/.test(text) ? minus : '') + groupDigits(text);
}

function plainDecimal(magnitude: number): string {
  const text = String(magnitude);
  return text.includes('e') ? magnitude.toFixed(magnitude < 1 ? 12 : 0).replace(/\.?0+$/, '') || '0' : text;
}

/** Puts commas into the whole part of a decimal text such as a PostgreSQL numeric; a leading hyphen becomes `−`. */
export function groupDigits(text: string): string {
  const match = /^([-−]?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const whole = (match[2] as string).replace(/\B(?=(\d{3})+$)/g, ',');
  return (match[1] ? minus : '') + whole + (match[3] ?? '');
}

/** A number and its unit that never part at a line end: `412,386 แถว`. */
export function formatQuantity(value: number | null | undefined, unit: string, options: { decimals?: number } = {}): string {
  return `${formatNumber(value, options)}${noBreakSpace}${unit}`;
}

/**
 * A share from 0 to 1 as percent: `12.3%`. A share that is not nothing never reads 0%, and one that is not all never reads 100%.
 */
export function formatPercent(share: number | null | undefined, options: { decimals?: number } = {}): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  const { decimals = 1 } = options;
  const smallest = 10 ** -decimals;
  const percent = share * 100;
  if (percent > 0 && percent < smallest / 2) return `<${smallest.toFixed(decimals)}%`;
  if (percent < 100 && Number(percent.toFixed(decimals)) === 100) return `>${(100 - smallest).toFixed(decimals)}%`;
  const text = Number.isInteger(Number(percent.toFixed(decimals))) ? percent.toFixed(0) : percent.toFixed(decimals);
  return `${formatNumber(Number(text), text.includes('.') ? { decimals } : {})}%`;
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `278 MB`, by powers of 1,000 as file managers show. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return '–';
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < byteUnits.length - 1) { value /= 1000; unit += 1; }
  return formatQuantity(value, byteUnits[unit] as string, { decimals: unit === 0 || Math.abs(value) >= 9.95 ? 0 : 1 });
}
