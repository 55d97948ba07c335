import type { ReleaseColumn } from '../../../api/types.ts';
import { amountIn } from './chart-of.ts';

export type Row = Record<string, unknown>;
export interface AreaName { nameTh: string; nameEn: string; outline?: string; place?: { x: number; y: number } | null }
/** A province or district with how many rows lie in it and the means of their amounts, by column. */
export interface Area extends AreaName { code: string; count: number; means: Record<string, number> }
/** An area with the value that its colour tells, in figures and in words. */
export interface ValuedArea extends Area { value: number; text: string; name: string }

/** Rows gathered by area, most rows first; rows without an area are left out. */
export function areasOf(rows: readonly Row[], codeOf: (row: Row) => string | null, amounts: readonly ReleaseColumn[], nameOf: (code: string) => AreaName): Area[] {
  const gathered = [...Map.groupBy(rows, codeOf)].flatMap(([code, members]) => (code === null ? [] : [{ code, members }]));
  return gathered.sort((a, b) => b.members.length - a.members.length).map(({ code, members }) => ({
    code, ...nameOf(code), count: members.length, means: Object.fromEntries(amounts.flatMap(({ name }) => { const mean = meanOf(members, name); return mean === null ? [] : [[name, mean]]; })),
  }));
}

function meanOf(rows: readonly Row[], column: string): number | null {
  const amounts = rows.map((row) => amountIn(row[column])).filter((amount) => amount !== null);
  return amounts.length > 0 ? amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length : null;
}
