/** A condition on rows as the API reads it: `column:op:value`. */
export interface RowFilter { column: string; op: string; value: string }

export const filterOps = ['eq', 'ne', 'contains', 'lt', 'lte', 'gt', 'gte', 'isnull', 'notnull'] as const;

/** Whether the condition needs a value. */
export function needsValue(op: string): boolean {
  return op !== 'isnull' && op !== 'notnull';
}

/** Reads `column:op:value`; the value may hold colons. */
export function readFilter(text: string): RowFilter {
  const [column = '', op = 'eq', ...value] = text.split(':');
  return { column, op, value: value.join(':') };
}

export function writeFilter({ column, op, value }: RowFilter): string {
  return needsValue(op) ? `${column}:${op}:${value}` : `${column}:${op}:`;
}
