import type { RequestState } from '../../../api/portal-types.ts';
import type { Glyph } from '../../../ui/mark.tsx';

/** Each state of a request has a shape of its own. */
export const stateGlyph: Record<RequestState, Glyph> = { asked: 'idle', answered: 'info', planned: 'run', published: 'ok', declined: 'bad' };
