import { describe, expect, it } from 'vitest';
import { emptyTarget, faultsOf, targetOf } from './target-draft.ts';

const whole = { name: ' ระบบลงเวลา ', url: 'https://time.rid.go.th/scim/v2', token: 'abc.DEF-1 ', agencyId: '' };

describe('a system that shall hear of accounts', () => {
  it('is sent without blanks, and without an agency for the whole ministry', () => {
    expect(faultsOf(whole)).toEqual([]);
    expect(targetOf(whole)).toEqual({ name: 'ระบบลงเวลา', url: 'https://time.rid.go.th/scim/v2', token: 'abc.DEF-1' });
    expect(targetOf({ ...whole, agencyId: 'rid' }).agencyId).toBe('rid');
  });

  it('names everything that is missing', () => { expect(faultsOf(emptyTarget)).toEqual(['name', 'url', 'token']); });

  it.each([['a query', { url: 'https://time.rid.go.th/scim/v2?x=1' }, ['url']], ['a name and password', { url: 'https://a:b@time.rid.go.th' }, ['url']], ['no scheme', { url: 'time.rid.go.th' }, ['url']], ['a token in Thai', { token: 'โทเคน' }, ['token']], ['a token with a blank inside', { token: 'a b' }, ['token']]])('refuses %s', (_, part, faults) => {
    expect(faultsOf({ ...whole, ...part })).toEqual(faults);
  });
});
