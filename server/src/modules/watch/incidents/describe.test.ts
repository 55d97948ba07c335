import { expect, it } from 'vitest';
import { describeIncident } from './describe.ts';

it('tells a broken promise with the day as people write it', () => {
  const told = describeIncident({ kind: 'late', times: 1, since: '2026-09-18T16:59:59.999+00:00', facts: { promise: true, dueBy: '2026-09-18T16:59:59.999+00:00' } });
  expect(told.whatTh).toBe('สัญญาว่าจะมีข้อมูลใหม่ภายใน 18 ก.ย. 2569 23:59 น. แต่ยังไม่มา');
  expect(told.whatEn).toBe('New data was promised by 18 Sep 2026 23:59 and has not come.');
});
