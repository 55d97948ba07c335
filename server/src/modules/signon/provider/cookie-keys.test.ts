import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { cookieKeys } from './cookie-keys.ts';

it('a cookie counts as it was signed, under its own name and key only', () => {
  const [keys, others] = [cookieKeys(randomBytes(32)), cookieKeys(randomBytes(32))];
  const signature = keys.sign('_session=abc');
  expect([keys.index('_session=abc', signature), keys.index('_session=abd', signature), keys.index('_other=abc', signature), others.index('_session=abc', signature), keys.index('_session=abc', ''), keys.index('_session=abc', `${signature}A`)]).toEqual([0, -1, -1, -1, -1, -1]);
  expect(keys.verify('_session=abc', signature)).toBe(true);
});
