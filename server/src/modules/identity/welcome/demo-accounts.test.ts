import { expect, it } from 'vitest';
import { createDemoAccounts } from './demo-accounts.ts';
import { identityHouse } from '../testing/house.ts';

it('demo accounts come once, one a role, and sign in in demo mode only', async () => {
  const house = await identityHouse();
  const strict = await identityHouse({ mode: 'production' });
  const made = await house.test.db.tx(createDemoAccounts);
  expect(made.map(({ role }) => role)).toEqual(['operator', 'secretariat', 'steward', 'agency-admin', 'reader', 'auditor', 'citizen']);
  expect(await house.test.db.tx(createDemoAccounts)).toEqual([]);
  for (const { userName, password, role } of made) {
    const browser = house.browser();
    await browser.ask('POST', '/sign-in/password', { userName, password });
    expect((await browser.ask('GET', '/session')).body.who).toMatchObject({ name: userName, role, roles: [role] });
  }
  const [operator] = await strict.test.db.tx(createDemoAccounts);
  expect((await strict.browser().ask('POST', '/sign-in/password', { userName: 'demo-operator', password: operator?.password ?? '' })).body.code).toBe('identity.sign-in-refused');
  await Promise.all([house.close(), strict.close()]);
});
