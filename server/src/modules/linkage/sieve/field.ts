import type { Column } from '@saphan/contracts/contract';
import type { DateField } from './date-field.ts';

/** How cells are kept; the numbers are server/row-kernel/memory.ts's. */
export const kept = { text: 0, integer: 1, decimal: 2, boolean: 3, date: 4, timestamp: 5, special: 6, skipped: 7 } as const;
export type Kept = (typeof kept)[keyof typeof kept];

/** One contract column, compiled. */
export interface Field {
  column: Column; source: number; type: number; kept: Kept; required: boolean; maxLength: number; precision: number; scale: number; digits: number; dates: DateField | null;
}
