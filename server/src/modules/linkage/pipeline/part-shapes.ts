import type { Contract } from '@saphan/contracts/contract';
import type { Engine } from '#modules/lake/index.ts';
import { compareShapes } from '../drift/compare-shapes.ts';
import type { ShapesCompared } from '../drift/drift-gates.ts';
import type { ReleaseShape } from '../drift/shape.ts';

/**
 * As {@link compareShapes}; where a part changed some columns only, those alone are looked at, and the others have the shape they had. Texts are read for
 * garbled letters all together, so one that changed brings the others.
 *
 * @param changed names of columns whose values are others; null when rows came or went.
 */
export async function shapesAfter(engine: Engine, rows: string, contract: Contract, before: ReleaseShape | null, changed: readonly string[] | null): Promise<ShapesCompared> {
  if (before === null || changed === null) return compareShapes(engine, rows, contract, before);
  const names = new Set(changed);
  const isText = ({ type, personalData }: Contract['columns'][number]): boolean => type === 'text' && personalData === null;
  const readsTexts = contract.columns.some((column) => isText(column) && names.has(column.name));
  const columns = contract.columns.filter((column) => names.has(column.name) || (readsTexts && isText(column)));
  if (columns.length === 0) return unmoved(before, before);
  const { now, within } = await compareShapes(engine, rows, { ...contract, columns }, before);
  const looked = new Set(columns.map(({ name }) => name));
  const stayed = before.columns.filter(({ column }) => !looked.has(column));
  const former = unmoved(before, { ...before, columns: stayed });
  return { before, now: { rows: now.rows, columns: [...stayed, ...now.columns], misread: readsTexts ? now.misread : before.misread }, within: { ...former.within, ...within } };
}

function unmoved(before: ReleaseShape, now: ReleaseShape): ShapesCompared {
  return { before, now, within: Object.fromEntries(now.columns.flatMap((shape) => (shape.kind === 'number' ? [[shape.column, shape.shares]] : []))) };
}
