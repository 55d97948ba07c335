import type { Column } from '@saphan/contracts/contract';
import type { Random } from './random.ts';

/** A value before it is spelled for a file: texts, numbers, ISO days as text, nothing. */
export type Value = string | number | boolean | null;
export type Row = Value[];

/** A column as a kind of data declares it; the rest is filled by `contractOf`. */
export type KindColumn = Pick<Column, 'name' | 'titleTh' | 'titleEn' | 'type'> & Partial<Column> & {
  /** Upper header over this column in workbooks with merged headers. */
  group?: string;
};

/** A figure a dataset measures: what it is called and its usual span. */
export interface Measure { name: string; th: string; en: string; low: number; high: number; decimals?: number }

/** What a dataset gives its kind: its own words. */
export interface Words { prefix: string; items: readonly string[]; measures: readonly Measure[] }

export interface Making { random: Random; words: Words; count: number; today: string }

/** A family of datasets with one shape: registers, readings, prices … */
export interface Kind {
  columns(words: Words): KindColumn[];
  /** Rows in the order of the columns; keys are unique. */
  rows(making: Making): Row[];
  /** Name of the date column by which the data's age is known. */
  dataColumn: string | null;
  rules?: { id: string; sql: string; titleTh: string; titleEn: string }[];
}

export const key = (place = 1): Partial<Column> => ({ primaryKey: place, required: true });
export const open = { classification: 'open' as const };

/** `TH-000123` */
export const serial = (prefix: string, n: number): string => `${prefix}-${String(n).padStart(6, '0')}`;

/** A number with so many digits after the point. */
export const rounded = (n: number, decimals: number): number => Number(n.toFixed(decimals));
