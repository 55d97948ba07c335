import type { AccountState } from '../../api/account-queries.ts';
import type { Glyph } from '../../ui/mark.tsx';

export const accountStates = ['invited', 'active', 'suspended', 'closed'] as const satisfies readonly AccountState[];

/** Glyph of an account's state. */
export const accountGlyph: Record<AccountState, Glyph> = { invited: 'plan', active: 'ok', suspended: 'held', closed: 'idle' };
