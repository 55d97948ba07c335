import type { AgreementState } from '../../../api/agreement-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import type { Glyph } from '../../../ui/mark.tsx';

const glyphs: Record<AgreementState | 'replaced', Glyph> = {
  draft: 'idle', requested: 'plan', 'owner-review': 'run', 'dpo-review': 'held', signing: 'warn', 'not-yet': 'plan', active: 'ok', suspended: 'held', expired: 'over', ended: 'idle', refused: 'bad', withdrawn: 'idle', replaced: 'idle',
};

/** In the order of an agreement's life. */
export const stateOrder = (Object.keys(glyphs) as (AgreementState | 'replaced')[]).filter((state): state is AgreementState => state !== 'replaced');

export function StateBadge({ state }: { state: string }) {
  const { agreements: words } = useMessages();
  return <Badge glyph={glyphs[state as AgreementState] ?? 'idle'}>{words.states[state] ?? state}</Badge>;
}
