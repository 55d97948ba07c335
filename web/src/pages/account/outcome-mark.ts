import type { Glyph } from '../../ui/mark.tsx';

const good = ['signed-in', 'stepped-up'];
const bad = ['refused', 'second-factor-refused', 'blocked'];

/** Glyph of how a sign-in ended. */
export const outcomeGlyph = (outcome: string): Glyph => (good.includes(outcome) ? 'ok' : bad.includes(outcome) ? 'warn' : 'idle');
