import type { RowCondition } from '../call.ts';

/** A value that the caller names beside the key, e.g. `{ "param": "province" }`. */
export interface AskedValue { readonly param: string }

export type PredicateTest = Omit<RowCondition, 'values'> & { readonly values?: readonly (string | number | boolean | AskedValue)[] };

/** A question about a record that has yes or no for an answer, e.g. “registered in the province”. */
export interface PredicateCondition { readonly name: string; readonly titleTh: string; readonly titleEn: string; readonly all: readonly PredicateTest[] }

export const isAsked = (value: unknown): value is AskedValue => typeof value === 'object' && value !== null && typeof (value as AskedValue).param === 'string';
