import { describe, expect, it } from 'vitest';
import { listOf, oneOf, parseSearch, textOf, writeSearch } from './search.ts';

describe('the address as state', () => {
  it('keeps texts that look like numbers or dates as texts', () => {
    expect(parseSearch('?asOf=2025-02-19&release=3&q=true')).toEqual({ asOf: '2025-02-19', release: '3', q: 'true' });
  });

  it('repeats the name of a list and reads it back', () => {
    const written = writeSearch({ filter: ['a:eq:1', 'b:eq:น้ำ'], state: undefined, q: '' });
    expect(parseSearch(written)).toEqual({ filter: ['a:eq:1', 'b:eq:น้ำ'] });
    expect(listOf(parseSearch('?filter=a')['filter'])).toEqual(['a']);
  });

  it('writes nothing for an empty search', () => {
    expect(writeSearch({ q: '', state: undefined })).toBe('');
  });

  it('falls back to the first word it allows', () => {
    expect(oneOf('nonsense', ['urgent', 'name'])).toBe('urgent');
    expect(textOf(['a'])).toBeUndefined();
  });
});
