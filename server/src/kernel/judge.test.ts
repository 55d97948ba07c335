import { describe, expect, it } from 'vitest';
import { bearerFor, challengeOf, judge, refusalOf } from './judge.ts';
import { leadingRole, visitor, type Policy, type Principal } from './policy.ts';
import { principalOf } from './testing/principals.ts';

const now = new Date('2026-11-22T09:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const policy = (over: Partial<Policy> = {}): Policy => ({ name: 'lake.withdraw-release', roles: ['operator', 'steward'], th: 'ทดสอบ', en: 'test', ...over });
const steward = (over: Partial<Principal> = {}) => principalOf('steward', { authenticatedAt: ago(5), ...over });
const why = (asked: Policy, who: Principal, reads = false) => judge(asked, who, now, { reads })?.why ?? 'let in';

describe('a policy', () => {
  it.each<[string, Policy, Principal, string]>([
    ['a named role', policy(), steward(), 'let in'],
    ['a visitor', policy(), visitor, 'sign-in-needed'],
    ['a visitor where visitors may', policy({ roles: ['visitor'] }), visitor, 'let in'],
    ['another role', policy(), principalOf('reader'), 'not-allowed'],
    ['a delegate of this power', policy(), principalOf('reader', { powers: ['lake.withdraw-release'] }), 'let in'],
    ['a delegate of another power', policy(), principalOf('reader', { powers: ['lake.withdraw'] }), 'not-allowed'],
    ['a person who has not said in which post', policy(), principalOf('reader', { roles: [], persona: '' }), 'persona-needed'],
    ['a token without the scope', policy(), steward({ scopes: ['lake.read-releases'] }), 'scope-missing'],
    ['a token with the policy as scope', policy(), steward({ scopes: ['lake.withdraw-release'] }), 'let in'],
    ['a token with the scope that the policy names', policy({ scope: 'scim' }), steward({ scopes: ['scim'] }), 'let in'],
    ['a token that may read, at a change', policy(), steward({ scopes: ['lake:read'] }), 'scope-missing'],
    ['a token for everything', policy(), steward({ scopes: ['*'] }), 'let in'],
    ['a token for everything where only a session may', policy({ needs: { notByToken: true } }), steward({ scopes: ['*'] }), 'scope-missing'],
    ['a token without scopes where visitors may', policy({ roles: ['steward', 'visitor'] }), steward({ scopes: [] }), 'let in'],
    ['too low a level', policy({ needs: { aal: 2 } }), steward({ aal: 1 }), 'step-up-needed'],
    ['enough of a level', policy({ needs: { aal: 2 } }), steward({ aal: 2 }), 'let in'],
    ['less than the best way', policy({ needs: { best: true } }), steward({ aal: 1, bestAal: 2 }), 'step-up-needed'],
    ['the best way there is', policy({ needs: { best: true } }), steward({ aal: 1, bestAal: 1 }), 'let in'],
    ['a way that can be phished', policy({ needs: { phishingResistant: true } }), steward({ phishingResistant: false }), 'step-up-needed'],
    ['too unsure an identity', policy({ needs: { ial: 23 } }), steward({ ial: 21 }), 'step-up-needed'],
    ['a proof of 15 minutes ago', policy({ needs: { freshMinutes: 15 } }), steward({ authenticatedAt: ago(15) }), 'let in'],
    ['a proof of 16 minutes ago', policy({ needs: { freshMinutes: 15 } }), steward({ authenticatedAt: ago(16) }), 'step-up-needed'],
    ['no proof at all', policy({ needs: { freshMinutes: 15 } }), steward({ authenticatedAt: null }), 'step-up-needed'],
    ['no proof that can be read', policy({ needs: { freshMinutes: 15 } }), steward({ authenticatedAt: 'yesterday' }), 'step-up-needed'],
  ])('meets %s', (_who, asked, who, expected) => { expect(why(asked, who)).toBe(expected); });

  it('asks two factors of every officer where the house demands it, and leaves open where they are enrolled', () => {
    const demanded = (asked: Policy, who: Principal) => judge(asked, who, now, { officersAal: 2 });
    expect(demanded(policy(), steward({ aal: 1 }))).toEqual({ why: 'step-up-needed', needs: { aal: 2 } });
    expect(demanded(policy(), steward({ aal: 2 }))).toBeNull();
    expect(demanded(policy({ roles: ['steward', 'citizen'] }), steward({ aal: 1 }))).toBeNull();
    expect(demanded(policy(), steward({ aal: 1, scopes: ['*'] }))).toBeNull();
  });

  it('lets a reading token read in its room only', () => {
    expect([why(policy(), steward({ scopes: ['lake:read'] }), true), why(policy(), steward({ scopes: ['plans:read'] }), true)]).toEqual(['let in', 'scope-missing']);
  });

  it.each<[string, Partial<Policy>, readonly string[] | null, boolean, boolean]>([
    ['a session', {}, null, true, true], ['the scope of the operation', {}, ['lake.withdraw-release'], false, true], ['the scope that the policy names', { scope: 'ckan' }, ['ckan'], false, true], ['everything', {}, ['*'], false, true],
    ['reading in its room', {}, ['lake:read'], true, true], ['reading in another room', {}, ['plans:read'], true, false], ['a single other right', {}, ['lake.read-releases'], true, false], ['reading, at a change', {}, ['lake:read'], false, false],
    ['nothing', {}, [], true, false], ['nothing, where only the asker is told of', { tellsOfAsker: true }, [], true, true],
  ])('open to visitors knows whoever shows a token for %s', (_what, over, scopes, reads, known) => {
    const who = steward({ scopes });
    expect(bearerFor(policy({ roles: ['steward', 'visitor'], ...over }), who, reads)).toBe(known ? who : visitor);
  });

  it('refuses in words of RFC 9470, with what the page needs to know', () => {
    const asked = policy({ needs: { best: true, freshMinutes: 15, phishingResistant: true } });
    const problem = refusalOf(asked, judge(asked, steward({ aal: 1, bestAal: 2 }), now)!);
    expect(problem).toMatchObject({ status: 401, code: 'kernel.step-up-needed', fields: { aal: 2, freshMinutes: 15, policy: 'lake.withdraw-release' } });
    expect(challengeOf(problem)).toBe('Bearer error="insufficient_user_authentication", acr_values="urn:saphan:aal2-phr", max_age=900');
    expect(challengeOf(refusalOf(asked, { why: 'sign-in-needed' }))).toBe('Bearer');
    expect(challengeOf(refusalOf(asked, { why: 'not-allowed' }))).toBeNull();
  });

  it('is answered to by the strongest role', () => {
    expect([leadingRole(['reader', 'steward']), leadingRole([])]).toEqual(['steward', 'visitor']);
  });
});
