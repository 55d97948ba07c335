import type { SurveyFormLine, SurveyLine } from '../../api/readiness-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Meter } from '../../ui/meter.tsx';

export const phaseTone: Record<SurveyLine['phase'], Tone> = { planned: 'idle', open: 'info', closed: 'warn', ended: 'idle' };
const stateTone: Record<SurveyFormLine['state'], Tone> = { 'not-started': 'idle', 'in-progress': 'info', submitted: 'info', returned: 'warn', accepted: 'ok' };

/** How a form stands, and whether it is late. */
export function FormState({ state, late }: Pick<SurveyFormLine, 'state' | 'late'>) {
  const { readiness: words } = useMessages();
  return <span className="row-tight"><Badge tone={stateTone[state]}>{words.states[state]}</Badge>{late && <Badge glyph="over">{words.late}</Badge>}</span>;
}

/** How many of the required answers are there. */
export function Completeness({ answered, required }: { answered: number; required: number }) {
  const { readiness: words } = useMessages();
  const said = words.answeredOf({ answered, required });
  return <span className="survey-complete"><span className="num t14">{said}</span><Meter label={words.complete} value={answered} max={Math.max(1, required)} said={said} tone={answered === required ? 'ok' : 'idle'} /></span>;
}
