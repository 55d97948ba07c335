import type { states as th } from '../th/states.ts';

export const states: typeof th = {
  long: {
    fresh: 'Fresh as promised', stale: 'Older than promised', failing: 'Fails its contract', held: 'Held for a decision', overdue: 'Overdue, not linked', planned: 'Not due yet',
  },
  short: { fresh: 'Fresh', stale: 'Stale', failing: 'Failing', held: 'Held', overdue: 'Overdue', planned: 'Planned' },
  synthetic: 'Synthetic data',
};
