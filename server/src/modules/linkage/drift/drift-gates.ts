import type { Gates } from '@saphan/contracts/contract';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import type { GateResult } from '../pipeline/gates.ts';
import { categoryBins, newCodes, scaleOf, stabilityIndex, stabilityNoise, unitOf } from './drift-measures.ts';
import type { ColumnShape, ReleaseShape } from './shape.ts';

/** Fewer values say nothing about a whole. */
const LEAST_ROWS = 50;

/** A later release beside the former one; `within` has the later shares in the former's bins, by number column. */
export interface ShapesCompared { before: ReleaseShape | null; now: ReleaseShape; within: Readonly<Record<string, number[]>> }

interface Worst { value: number; th: string; en: string; limit?: number }

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)}%`;
const times = (factor: number): string => (factor >= 1 ? String(Number(factor.toPrecision(4))) : String(Number(factor.toPrecision(2))));

/**
 * Gates over what the values mean: codes that were not there, numbers in another unit, a distribution that moved, text decoded wrongly. Each column
 * passes or fails by itself; the worst is shown. Contracts made before a gate was there take its default.
 */
export function judgeDrift(gates: Gates, { before, now, within }: ShapesCompared): GateResult[] {
  const limits = { ...defaultGates, ...gates };
  const misread = gate('encoding-drift', limits.maxMisreadShare, [{ value: Math.max(0, now.misread - (before?.misread ?? 0)), th: '', en: '' }],
    (w) => [`แถวที่อักษรเพี้ยน ${percent(w.value)}`, `rows with garbled text ${percent(w.value)}`], percent);
  if (before === null) return [misread];
  const pairs = now.columns.flatMap((later) => {
    const former = before.columns.find((each) => each.column === later.column && each.kind === later.kind);
    return former && former.rows >= LEAST_ROWS && later.rows >= LEAST_ROWS ? [[former, later] as const] : [];
  });
  return [
    misread,
    gate('code-drift', limits.maxNewCodeShare, pairs.flatMap(([b, n]) => codesOf(b, n)), (w) => [`รหัสที่รุ่นก่อนไม่มี ${percent(w.value)} ของแถว${w.th}`, `codes that the former release did not have: ${percent(w.value)} of rows${w.en}`], percent),
    gate('unit-drift', limits.maxUnitChange, pairs.flatMap(([b, n]) => unitChange(b, n)), (w) => [`ขนาดของตัวเลขเปลี่ยน ${percent(w.value)}${w.th}`, `size of numbers changed by ${percent(w.value)}${w.en}`], percent),
    gate('distribution-drift', limits.maxDistributionShift, pairs.flatMap(([b, n]) => shiftOf(b, n, within)), (w) => [`การกระจายเปลี่ยน PSI ${w.value.toFixed(3)}${w.th}`, `distribution shift, PSI ${w.value.toFixed(3)}${w.en}`], (limit) => limit.toFixed(3)),
  ];
}

function codesOf(b: ColumnShape, n: ColumnShape): Worst[] {
  if (b.kind !== 'category' || n.kind !== 'category') return [];
  const { share, codes } = newCodes(b, n);
  const named = codes.map((code) => `“${code.slice(0, 40)}”`).join(', ');
  return share === 0 ? [] : [{ value: share, th: ` (${b.column}: ${named})`, en: ` (${b.column}: ${named})` }];
}

/** The change is told as the part of the larger size that the smaller lacks: half for a factor of two, whichever way. */
function unitChange(b: ColumnShape, n: ColumnShape): Worst[] {
  const factor = b.kind === 'number' && n.kind === 'number' ? scaleOf(b, n) : null;
  if (factor === null) return [];
  const unit = unitOf(factor);
  return [{
    value: 1 - Math.min(factor, 1 / factor), th: ` (${b.column}: เป็น ${times(factor)} เท่าของเดิม${unit ? ` เหมือน${unit.th}` : ''})`, en: ` (${b.column}: ${times(factor)} times the former${unit ? `, as if ${unit.en}` : ''})`,
  }];
}

/** A small release moves by chance: below that noise nothing is a shift. */
function shiftOf(b: ColumnShape, n: ColumnShape, within: ShapesCompared['within']): Worst[] {
  const bins = b.kind === 'category' && n.kind === 'category' ? categoryBins(b, n) : b.kind === 'number' ? { before: b.shares, now: within[b.column] ?? [] } : null;
  if (!bins || bins.now.length === 0) return [];
  return [{ value: stabilityIndex(bins.before, bins.now, b.rows, n.rows), th: ` (${b.column})`, en: ` (${b.column})`, limit: stabilityNoise(bins.before.length, b.rows, n.rows) }];
}

function gate(name: string, limit: number | null, found: Worst[], say: (worst: Worst) => [th: string, en: string], figure: (limit: number) => string): GateResult {
  const excess = (each: Worst): number => each.value / Math.max(limit ?? 1, each.limit ?? 0, 1e-9);
  const worst = found.reduce<Worst>((most, each) => (excess(each) > excess(most) ? each : most), { value: 0, th: '', en: '' });
  const bound = limit === null ? null : Math.max(limit, worst.limit ?? 0);
  const [th, en] = say(worst);
  return { name, value: worst.value, limit: bound, ok: bound === null || worst.value <= bound, th: bound === null ? th : `${th} เกณฑ์ ${figure(bound)}`, en: bound === null ? en : `${en}, limit ${figure(bound)}` };
}
