import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lie } from '../../../../../sample/thaid/lies.ts';
import { mendTokenResponse } from './mend-token.ts';
import { ialOf } from './read-found.ts';
import { upstreamHouse, type UpstreamHouse } from './testing/house.ts';

let house: UpstreamHouse;
beforeAll(async () => { house = await upstreamHouse(); });
afterAll(() => house?.close());
afterEach(() => { house.simulator.lie = null; Object.assign(house.simulator.habits, { expiresInAsTime: true, apiKey: null, clockAheadS: 0 }); });

const refusal = (url: URL) => url.searchParams.get('refused');
const accounts = async () => (await house.run('select count(*)::int as n from identity.account'))[0].n as number;
/** Writes other scopes; the client is made anew. */
const useScopes = (scopes: string[]) => house.run("update identity.upstream set config = jsonb_set(config, '{scopes}', $1), changed_at = now()", [JSON.stringify(scopes)]);

describe("ThaiD's habits", () => {
  it('gives expires_in as a point in time', async () => {
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
  });

  it('gives expires_in as seconds', async () => {
    house.simulator.habits.expiresInAsTime = false;
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
  });

  it('asks for an API key', async () => {
    house.simulator.habits.apiKey = 'k-1';
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
    house.simulator.habits.apiKey = 'another';
    expect(refusal(await house.comeAs(house.browser(), 1))).toBe('upstream-answer-refused');
  });

  it('has a clock that is half a minute ahead; five minutes are refused', async () => {
    house.simulator.habits.clockAheadS = 30;
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
    house.simulator.habits.clockAheadS = 300;
    expect(refusal(await house.comeAs(house.browser(), 1))).toBe('upstream-answer-refused');
  });

  it('knows the scope names of its first version', async () => {
    await useScopes(['openid', 'pid', 'th_fullname', 'dob', 'ial']);
    const browser = house.browser();
    await house.comeAs(browser, 4);
    expect((await house.session(browser)).who).toMatchObject({ name: 'มาลี ทดลอง', ial: 21 });
  });

  it('gives no ID token without the scope openid: nothing to check, so nothing counts', async () => {
    await useScopes(['pid', 'given_name', 'family_name', 'name', 'ial']);
    expect(refusal(await house.comeAs(house.browser(), 1))).toBe('upstream-answer-refused');
    await useScopes(['openid', 'pid', 'given_name', 'family_name', 'name', 'ial']);
  });
});

describe('a provider that lies', () => {
  it.each<Lie>(['other-issuer', 'other-audience', 'no-nonce', 'other-nonce', 'expired', 'from-the-future', 'no-subject', 'bad-pid', 'other-key', 'unsigned', 'no-id-token'])('%s: opens nothing', async (lie) => {
    const before = await accounts();
    house.simulator.lie = lie;
    const browser = house.browser();
    expect(refusal(await house.comeAs(browser, 3))).toBe('upstream-answer-refused');
    expect((await house.session(browser)).who).toBeNull();
    expect(await accounts()).toBe(before);
  });

  it('about the subject: the number alone opens no account that exists', async () => {
    await house.comeAs(house.browser(), 1);
    house.simulator.lie = 'other-subject';
    const browser = house.browser();
    expect((await house.comeAs(browser, 1)).pathname).toBe('/th/link-needed');
    expect((await house.session(browser)).who).toBeNull();
  });

  it('about the number of a known subject', async () => {
    house.simulator.lie = 'other-pid';
    expect(refusal(await house.comeAs(house.browser(), 1))).toBe('upstream-answer-refused');
    await house.comeAs(house.browser(), 2);
    expect(refusal(await house.comeAs(house.browser(), 1))).toBe('upstream-answer-refused');
  });

  it('about assurance: no more is believed than was agreed', async () => {
    house.simulator.lie = 'high-ial';
    const browser = house.browser();
    await house.comeAs(browser, 1);
    expect((await house.session(browser)).who.ial).toBe(23);
  });
});

it.each([
  [{ expires_in: 1_700_000_900 }, 900], [{ expires_in: '1700000300' }, 300], [{ expires_in: 60 }, 60], [{ expires_in: '60' }, 60], [{ expires_in: 86_400 }, 900], [{ expires_in: 1_600_000_000 }, 1], [{ expires_in: -5 }, 1], [{ expires_in: 'soon' }, 900], [{ expires_in: null }, 900],
])('reads %j as %d seconds to live', (body, seconds) => {
  expect(mendTokenResponse({ access_token: 'x', ...body }, 1_700_000_000)).toEqual({ access_token: 'x', expires_in: seconds });
});

it.each([['2.3', 23], ['1', 10], [2.1, 21], ['3.0', 30], ['2.35', 0], ['9', 0], ['-1', 0], ['', 0], [undefined, 0], [['2.3'], 0]])('reads IAL %j as %d', (said, ial) => { expect(ialOf(said)).toBe(ial); });
