import { describe, expect, it } from 'vitest';
import { readFilter, writeFilter } from './row-filter.ts';

describe('conditions on rows in the address', () => {
  it('keeps colons that belong to the value', () => {
    expect(readFilter('updated_at:gte:2025-02-19T02:31:00Z')).toEqual({ column: 'updated_at', op: 'gte', value: '2025-02-19T02:31:00Z' });
  });

  it('reads what it wrote', () => {
    const filter = { column: 'species', op: 'contains', value: 'ปลา' };
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it('writes no value where the condition has none', () => {
    expect(writeFilter({ column: 'species', op: 'isnull', value: 'left over' })).toBe('species:isnull:');
  });
});
