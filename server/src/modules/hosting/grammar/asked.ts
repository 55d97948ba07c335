import { hostingProblem } from '../errors.ts';

/** A question in PostgREST's read grammar, before its names and values are known to be any of the service's. */
export interface AskedRows {
  readonly select: readonly { readonly name: string; readonly as: string }[] | null;
  readonly where: AskedTree;
  readonly order: readonly { readonly name: string; readonly descending: boolean; readonly nullsFirst: boolean }[];
  readonly limit: number | null;
  readonly offset: number;
}

/** All or any of what is below; `not` turns it round. */
export interface AskedTree { readonly all: boolean; readonly not: boolean; readonly of: readonly (AskedTree | AskedTest)[] }

export interface AskedTest { readonly parameter: string; readonly name: string; readonly not: boolean; readonly op: AskedOp; readonly values: readonly string[] }

export const askedOps = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'like', 'ilike', 'is'] as const;
export type AskedOp = (typeof askedOps)[number];

/** Bounds of a question; each refusal says which was passed. */
export const limits = { url: 8_000, rows: 10_000, offset: 100_000_000, depth: 4, tests: 50, values: 200, pattern: 100, wildcards: 5, order: 5, select: 500 } as const;

/** A parameter that cannot be used, by its name. */
export const refuseParameter = (parameter: string, th: string, en: string) => hostingProblem('parameter-refused', {
  detailTh: `${shown(parameter)}: ${th}`, detailEn: `${shown(parameter)}: ${en}`, errors: [{ pointer: `/query/${shown(parameter)}`, th, en }],
});

/** A parameter beyond a bound. */
export const refuseTooMuch = (parameter: string, th: string, en: string) => hostingProblem('asked-too-much', {
  detailTh: `${shown(parameter)}: ${th}`, detailEn: `${shown(parameter)}: ${en}`, errors: [{ pointer: `/query/${shown(parameter)}`, th, en }],
});

const shown = (name: string) => name.replaceAll(/[^\w.\-/]/gu, '?').slice(0, 63);
