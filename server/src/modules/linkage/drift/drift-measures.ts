import type { CategoryShape, NumberShape } from './shape.ts';

/** z of 99.99 %: one calm column in ten thousand crosses the noise by chance. */
const Z = 3.719;
/** Quartiles that moved by one factor lie within this of each other. */
const ALIKE = 1.3;
const NEAR = 0.07;

/** Factors between units that registers use, besides powers of ten: what one of the former unit is in the later one. */
const units: { factor: number; th: string; en: string }[] = [
  { factor: 0.16, th: 'ไร่เป็นเฮกตาร์', en: 'rai to hectares' }, { factor: 6.25, th: 'เฮกตาร์เป็นไร่', en: 'hectares to rai' },
  { factor: 1600, th: 'ไร่เป็นตารางเมตร', en: 'rai to square metres' }, { factor: 1 / 1600, th: 'ตารางเมตรเป็นไร่', en: 'square metres to rai' },
  { factor: 400, th: 'ไร่เป็นตารางวา', en: 'rai to square wa' }, { factor: 1 / 400, th: 'ตารางวาเป็นไร่', en: 'square wa to rai' },
  { factor: 4, th: 'ไร่เป็นงาน หรือตารางวาเป็นตารางเมตร', en: 'rai to ngan, or square wa to square metres' }, { factor: 0.25, th: 'งานเป็นไร่ หรือตารางเมตรเป็นตารางวา', en: 'ngan to rai, or square metres to square wa' },
  { factor: 2.471, th: 'เฮกตาร์เป็นเอเคอร์', en: 'hectares to acres' }, { factor: 0.3954, th: 'ไร่เป็นเอเคอร์', en: 'rai to acres' },
  { factor: 60, th: 'หาบเป็นกิโลกรัม หรือชั่วโมงเป็นนาที', en: 'hap to kilograms, or hours to minutes' }, { factor: 1 / 60, th: 'กิโลกรัมเป็นหาบ หรือนาทีเป็นชั่วโมง', en: 'kilograms to hap, or minutes to hours' },
];

/**
 * Population stability index over the former release's bins: Σ (now − before) · ln(now / before). Above 0.25 is the usual word for a shift
 * (Siddiqi, Credit Risk Scorecards, 2006); an empty bin counts as half a row.
 */
export function stabilityIndex(before: readonly number[], now: readonly number[], rowsBefore: number, rowsNow: number): number {
  return before.reduce((sum, share, i) => {
    const [b, n] = [Math.max(share, 0.5 / rowsBefore), Math.max(now[i] ?? 0, 0.5 / rowsNow)];
    return sum + (n - b) * Math.log(n / b);
  }, 0);
}

/**
 * The index that two samples of one population exceed once in ten thousand: about (1/n + 1/m) · χ²(bins − 1)
 * (Yurdakul, Statistical Properties of Population Stability Index, 2018); χ² by Wilson and Hilferty, 1931.
 */
export function stabilityNoise(bins: number, rowsBefore: number, rowsNow: number): number {
  const k = Math.max(1, bins - 1);
  const chi = k * (1 - 2 / (9 * k) + Z * Math.sqrt(2 / (9 * k))) ** 3;
  return chi * (1 / rowsBefore + 1 / rowsNow);
}

/** By what factor all quartiles of a column moved together; null when they did not move alike. */
export function scaleOf(before: NumberShape, now: NumberShape): number | null {
  if (!before.sizes || !now.sizes) return null;
  const ratios = before.sizes.map((size, i) => (now.sizes as number[])[i] as number / size);
  if (ratios.some((ratio) => !(ratio > 0) || !Number.isFinite(ratio))) return null;
  return Math.max(...ratios) / Math.min(...ratios) <= ALIKE ? ratios[1] as number : null;
}

/** The change of unit that a factor looks like, or null. */
export function unitOf(factor: number): { th: string; en: string } | null {
  const power = Math.round(Math.log10(factor));
  if (power !== 0 && Math.abs(factor / 10 ** power - 1) <= NEAR) {
    const times = 10 ** Math.abs(power);
    return power > 0 ? { th: `คูณด้วย ${times}`, en: `multiplied by ${times}` } : { th: `หารด้วย ${times}`, en: `divided by ${times}` };
  }
  const found = units.find((unit) => Math.abs(factor / unit.factor - 1) <= NEAR);
  return found ? { th: `เปลี่ยนหน่วยจาก${found.th}`, en: `a change of unit from ${found.en}` } : null;
}

/** Share of rows whose code the former release did not have, and the most frequent of those codes. */
export function newCodes(before: CategoryShape, now: CategoryShape): { share: number; codes: string[] } {
  const known = new Set(before.values.map(([value]) => value));
  const fresh = now.values.filter(([value]) => !known.has(value));
  return { share: fresh.reduce((sum, [, share]) => sum + share, 0), codes: fresh.slice(0, 3).map(([value]) => value) };
}

/** Shares of the former release's ten most frequent values, and of all others, in both. */
export function categoryBins(before: CategoryShape, now: CategoryShape): { before: number[]; now: number[] } {
  const later = new Map(now.values);
  const top = before.values.slice(0, 10);
  const rest = (shares: number[]): number => Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  const [b, n] = [top.map(([, share]) => share), top.map(([value]) => later.get(value) ?? 0)];
  return { before: [...b, rest(b)], now: [...n, rest(n)] };
}
