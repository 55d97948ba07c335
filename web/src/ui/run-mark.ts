import type { RunState, StepState } from '../api/types.ts';
import type { Glyph } from './mark.tsx';

/** Glyph of a run's state. */
export const runGlyph: Record<RunState, Glyph> = {
  queued: 'idle', claimed: 'run', extracting: 'run', staged: 'run', validating: 'run', diffed: 'run', publishing: 'run', published: 'ok', held: 'held', no_change: 'ok',
  rejected: 'bad', retry_wait: 'warn', failed: 'bad', cancelled: 'idle', superseded: 'idle',
};

export const stepGlyph: Record<StepState, Glyph> = { waiting: 'idle', running: 'run', done: 'ok', warned: 'warn', failed: 'bad' };
