import { describe, expect, it } from 'vitest';
import { scopesOf } from './token-draft.ts';

const may = ['catalog.list-datasets', 'linkage.start-run', 'linkage.read-runs'];

describe('the scopes of a token', () => {
  it('read each room once', () => { expect(scopesOf({ reach: 'read', chosen: [] }, may)).toEqual(['catalog:read', 'linkage:read']); });
  it('are everything only when asked for', () => { expect(scopesOf({ reach: 'all', chosen: [] }, may)).toEqual(['*']); });
  it('never name a right that the person does not have', () => { expect(scopesOf({ reach: 'chosen', chosen: ['linkage.start-run', 'identity.suspend-account'] }, may)).toEqual(['linkage.start-run']); });
});
