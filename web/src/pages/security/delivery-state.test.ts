import { describe, expect, it } from 'vitest';
import { deliveryState } from './delivery-state.ts';

const at = '2026-11-21T09:00:00Z';

describe('a sign-out that a service is told of', () => {
  it.each([
    ['waiting', { deliveredAt: null, status: null, givenUpAt: null }], ['waiting', { deliveredAt: null, status: 503, givenUpAt: null }], ['told', { deliveredAt: at, status: 200, givenUpAt: null }],
    ['told', { deliveredAt: at, status: 204, givenUpAt: null }], ['refused', { deliveredAt: at, status: 400, givenUpAt: null }], ['refused', { deliveredAt: at, status: 302, givenUpAt: null }], ['given-up', { deliveredAt: null, status: 503, givenUpAt: at }],
  ] as const)('is %s', (state, delivery) => { expect(deliveryState(delivery)).toBe(state); });
});
