import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityHouse, PASSWORD, type Browser, type IdentityHouse } from '../testing/house.ts';

let house: IdentityHouse;
beforeAll(async () => { house = await identityHouse(); });
afterAll(() => house.close());

const kinds = async (accountId: string): Promise<string[]> => (await house.run('select kind from identity.alarm where account_id = $1 order by id', [accountId])).map(({ kind }) => kind);
async function signIn(userName: string, address: string, browser = house.browser({ address }), password = PASSWORD): Promise<Browser> {
  await browser.ask('POST', '/sign-in/password', { userName, password });
  return browser;
}

describe('alarms about an account', () => {
  it('say nothing of the first browser, nor of a known one', async () => {
    const id = await house.account('first');
    const own = await signIn('first', '203.0.113.5');
    await own.ask('POST', '/sign-out', {});
    await signIn('first', '198.51.100.7', own);
    expect(await kinds(id)).toEqual([]);
  });

  it('name a new browser, and two networks when it came from another one within minutes', async () => {
    const id = await house.account('twice');
    await signIn('twice', '203.0.113.5');
    await signIn('twice', '203.0.200.9');
    expect(await kinds(id)).toEqual(['new-device']);
    const other = await house.account('thrice');
    await signIn('thrice', '203.0.113.5');
    await signIn('thrice', '198.51.100.7');
    expect(await kinds(other)).toEqual(['new-device', 'two-networks']);
    const later = await house.account('later');
    await signIn('later', '203.0.113.5');
    await house.run("update identity.sign_in_event set at = at - interval '6 minutes' where account_id = $1", [later]);
    await signIn('later', '198.51.100.7');
    expect(await kinds(later)).toEqual(['new-device']);
  });

  it('name many failures once an hour, and reach the owner, who says that they were seen', async () => {
    const id = await house.account('guessed');
    const own = await signIn('guessed', '203.0.113.5');
    for (let each = 0; each < 14; each += 1) {
      await signIn('guessed', `198.51.100.${each}`, undefined, 'wrong');
      await house.run('update identity.throttle set blocked_until = null');
    }
    expect(await kinds(id)).toEqual(['many-failures']);
    const { body } = await own.ask('GET', '/me/alarms');
    expect(body.items).toMatchObject([{ kind: 'many-failures', seenAt: null }]);
    expect((await own.ask('POST', `/me/alarms/${body.items[0].id}/seen`, {})).status).toBe(204);
    expect((await own.ask('GET', '/me/alarms')).body.items[0].seenAt).toBeTruthy();
    const stranger = await signIn('first', '203.0.113.5');
    expect((await stranger.ask('POST', `/me/alarms/${body.items[0].id}/seen`, {})).status).toBe(404);
  });

  it('are read by system administrators, whoever they are about', async () => {
    const admin = await house.administrator();
    expect((await admin.ask('GET', '/alarms')).body.items.map((alarm: { displayName: string; kind: string }) => `${alarm.displayName} ${alarm.kind}`)).toEqual(expect.arrayContaining(['thrice two-networks', 'guessed many-failures', 'twice new-device']));
  });
});
