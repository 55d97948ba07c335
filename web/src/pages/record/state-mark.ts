import type { RecordWork } from '../../api/catalogue-queries.ts';
import type { Glyph } from '../../ui/mark.tsx';

/** A glyph for each place on a record's way. */
export const stateMark: Record<RecordWork['record']['state'], Glyph> = { draft: 'plan', submitted: 'run', checked: 'run', approved: 'held', published: 'ok', archived: 'idle' };
