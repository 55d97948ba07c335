import type { Contract } from '@saphan/contracts/contract';
import type { Engine } from '#modules/lake/index.ts';
import type { ShapesCompared } from './drift-gates.ts';
import { measureShape, sharesWithin } from './measure-shape.ts';
import type { NumberShape, ReleaseShape } from './shape.ts';

/** Measures rows and holds them against the shape that the former release kept; null when it kept none. */
export async function compareShapes(engine: Engine, from: string, contract: Contract, before: ReleaseShape | null): Promise<ShapesCompared> {
  const now = await measureShape(engine, from, contract);
  const numbers = new Set(now.columns.filter(({ kind }) => kind === 'number').map(({ column }) => column));
  const bins = (before?.columns ?? []).filter((shape): shape is NumberShape => shape.kind === 'number' && numbers.has(shape.column));
  const shares = await sharesWithin(engine, bins);
  return { before, now, within: Object.fromEntries(bins.map(({ column }, i) => [column, shares[i] as number[]])) };
}
