import { describe, expect, it } from 'vitest';
import { rights } from '../../messages/en/rights.ts';
import { demandsOf } from './demands-of.ts';

const none = { aal: null, ial: null, freshMinutes: null, phishingResistant: false, best: false, notByToken: false };

describe('what an operation demands', () => {
  it('is nothing where only the role counts', () => { expect(demandsOf({ demands: none, decidedBy: null }, rights.matrix)).toEqual([]); });

  it('names strength, age and kind of proof, and whose policies decide', () => {
    expect(demandsOf({ demands: { ...none, aal: 2, ial: 23, freshMinutes: 15, best: true, notByToken: true }, decidedBy: 'dataset' }, rights.matrix))
      .toEqual(['assurance 2', 'IAL 2.3', 'proof within 15 minutes', 'the best way of the account', 'no token', 'the policies about the dataset decide as well']);
  });
});
