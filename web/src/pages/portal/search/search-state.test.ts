import { describe, expect, it } from 'vitest';
import { askOf, readFilter, readState } from './search-state.ts';

describe('the address of a search', () => {
  it('is read as what people chose, and nonsense is left out', () => {
    expect(readState({ q: 'น้ำในเขื่อน', filter: ['organization:rid', 'nonsense'], sort: 'newest', from: '20' })).toEqual({ text: 'น้ำในเขื่อน', filters: ['organization:rid'], sort: 'newest', offset: 20 });
    expect(readState({ sort: 'worst', from: '-1', filter: 'tags:a:b' })).toEqual({ text: '', filters: ['tags:a:b'], sort: 'best', offset: 0 });
    expect(readFilter('tags:a:b')).toEqual(['tags', 'a:b']);
  });

  it('is asked with counts for every field, and without what is usual', () => {
    expect(askOf({ text: 'x', filters: [], sort: 'best', offset: 0 })).toMatchObject({ q: 'x', sort: undefined, offset: undefined, limit: 10, facets: expect.stringContaining('organization,freshness') });
  });
});
