import type { MeetingCard, Task } from '../../api/meeting-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Glyph } from '../../ui/mark.tsx';

const stateGlyphs: Record<MeetingCard['state'], Glyph> = { coming: 'plan', held: 'ok', cancelled: 'idle' };
const minutesGlyphs: Record<MeetingCard['minutes'], Glyph> = { none: 'idle', draft: 'plan', circulated: 'info', adopted: 'ok' };
const taskGlyphs: Record<Task['state'], Glyph> = { open: 'plan', 'due-soon': 'warn', late: 'over', 'said-done': 'info', done: 'ok', withdrawn: 'idle' };

export function MeetingState({ state }: { state: MeetingCard['state'] }) {
  return <Badge glyph={stateGlyphs[state]}>{useMessages().meetings.states[state]}</Badge>;
}
export function MinutesState({ state }: { state: MeetingCard['minutes'] }) {
  return <Badge glyph={minutesGlyphs[state]}>{useMessages().meetings.minutesStates[state]}</Badge>;
}
export function TaskMark({ state }: { state: Task['state'] }) {
  return <Badge glyph={taskGlyphs[state]}>{useMessages().meetings.taskStates[state]}</Badge>;
}
