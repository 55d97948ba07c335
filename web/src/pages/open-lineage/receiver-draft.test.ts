import { describe, expect, it } from 'vitest';
import type { Receiver } from '../../api/lineage-queries.ts';
import { draftOf, emptyReceiver, faultsOf, toChange, toNew } from './receiver-draft.ts';

const kept = { name: 'Marquez', url: 'https://m.example/api/v1/lineage', headerName: 'Authorization', mostLevel: 1, enabled: true } as Receiver;

describe('a receiver as typed', () => {
  it('needs a name and an address, and a secret only with a header', () => {
    expect(faultsOf(emptyReceiver, null)).toEqual(['name', 'url']);
    const draft = { ...emptyReceiver, name: 'M', url: 'https://m.example/x' };
    expect(faultsOf(draft, null)).toEqual([]);
    expect(toNew(draft)).not.toHaveProperty('headerName');
    expect(faultsOf({ ...draft, header: 'X-Key' }, null)).toEqual(['value']);
    expect(faultsOf({ ...draft, header: 'a b' }, null)).toContain('header');
  });

  it('keeps its secret while it goes to the same place, and needs it anew elsewhere', () => {
    const draft = draftOf(kept);
    expect(faultsOf({ ...draft, url: 'https://m.example/other' }, kept)).toEqual([]);
    expect(toChange(draft)).not.toHaveProperty('headerValue');
    expect(faultsOf({ ...draft, url: 'https://n.example/' }, kept)).toEqual(['value']);
    expect(toChange({ ...draft, header: '' }).headerName).toBeNull();
  });
});
