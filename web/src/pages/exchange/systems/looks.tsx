import type { System, SystemKey } from '../../../api/system-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';

const systemGlyphs = { active: 'ok', suspended: 'warn', ended: 'idle' } as const;
const keyGlyphs = { valid: 'ok', 'not-yet': 'plan', expired: 'idle', replaced: 'idle', revoked: 'bad' } as const;

/** State of a system in words. */
export function SystemState({ state }: { state: System['state'] }) {
  const { systems: words } = useMessages();
  return <Badge glyph={systemGlyphs[state]}>{words.states[state]}</Badge>;
}

/** State of a key in words. */
export function KeyState({ state }: { state: SystemKey['state'] }) {
  const { systems: words } = useMessages();
  return <Badge glyph={keyGlyphs[state]}>{words.keyStates[state]}</Badge>;
}
