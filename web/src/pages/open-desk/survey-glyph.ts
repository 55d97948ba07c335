import type { DeskSurvey } from '../../api/desk-queries.ts';
import type { Glyph } from '../../ui/mark.tsx';

/** Each state of a survey has a shape of its own. */
export const surveyGlyph: Record<DeskSurvey['state'], Glyph> = { coming: 'plan', open: 'run', closed: 'idle', planned: 'ok' };
