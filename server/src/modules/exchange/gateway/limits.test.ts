import { expect, it } from 'vitest';
import type { TrustedAgreement } from '../trust/snapshot.ts';
import { Limits } from './limits.ts';

const agreement = { id: 1, quotaPerDay: 10, ratePerSecond: null } as TrustedAgreement;
const lastSecond = Date.parse('2026-11-24T23:59:59.500+07:00');
const take = (limits: Limits, atMs: number) => { try { return limits.take(agreement, atMs)['ratelimit']?.match(/r=(\d+)/)?.[1]; } catch (error) { return (error as { code: string }).code; } };

it('calls of the day before that are kept or given back after midnight leave the quota of the new day alone', () => {
  const limits = new Limits();
  for (let i = 0; i < 9; i += 1) take(limits, lastSecond);
  expect(take(limits, lastSecond)).toBe('0');
  expect(take(limits, lastSecond)).toBe('exchange.quota-used-up');
  expect(take(limits, lastSecond + 1_000)).toBe('9');
  limits.learn([{ agreementId: 1, day: '2026-11-24', used: 9 }], new Map([[1, 9]]));
  limits.giveBack(1, '2026-11-24');
  expect(take(limits, lastSecond + 1_000)).toBe('8');
});

it('a clock that is set back finds the quota of that day as it was left', () => {
  const limits = new Limits();
  limits.learn([{ agreementId: 1, day: '2026-11-24', used: 9 }]);
  expect([take(limits, lastSecond), take(limits, lastSecond + 1_000), take(limits, lastSecond)]).toEqual(['0', '9', 'exchange.quota-used-up']);
});

it('what other gateways used counts as soon as it is learnt', () => {
  const limits = new Limits();
  expect(take(limits, lastSecond)).toBe('9');
  limits.learn([{ agreementId: 1, day: '2026-11-24', used: 8 }], new Map([[1, 1]]));
  expect([take(limits, lastSecond), take(limits, lastSecond), take(limits, lastSecond)]).toEqual(['1', '0', 'exchange.quota-used-up']);
});
