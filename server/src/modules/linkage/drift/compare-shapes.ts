import type { Contract } from '@saphan/contracts/contract';
import type { Engine } from '#modules/lake/index.ts';
import type { ShapesCompared } from './drift-gates.ts';
import { measureShape, sharesWithin } from './measure-shape.ts';
import type { ReleaseShape } from './shape.ts';

/** Measures rows and holds them against the shape that the former release kept; null when it kept none. */
export async function compareShapes(engine: Engine, from: string, contract: Contract, before: ReleaseShape | null): Promise<ShapesCompared> {
  const now = await measureShape(engine, from, contract);
  const within: Record<string, number[]> = {};
  for (const shape of before?.columns ?? []) {
    const isThere = now.columns.some((each) => each.column === shape.column && each.kind === 'number');
    if (shape.kind === 'number' && isThere) within[shape.column] = await sharesWithin(engine, shape.column, shape.edges);
  }
  return { before, now, within };
}
