import type { ServiceState } from '../../api/service-queries.ts';
import type { Glyph } from '../../ui/mark.tsx';

/** In the order of the way; a suspended service has left it. */
export const wayStates = ['draft', 'sandbox', 'tested', 'approved', 'live'] as const satisfies readonly ServiceState[];
export const serviceStates = [...wayStates, 'suspended'] as const;

/** Glyph of a service's state. */
export const serviceGlyph: Record<ServiceState, Glyph> = { draft: 'plan', sandbox: 'run', tested: 'info', approved: 'info', live: 'ok', suspended: 'held' };
