import type { RequestLine, RequestState } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Glyph } from '../../ui/mark.tsx';

const glyphs: Record<RequestState, Glyph> = { draft: 'idle', sent: 'plan', overdue: 'over', 'asked-back': 'held', accepted: 'run', 'partly-accepted': 'stale', fulfilled: 'fresh', refused: 'bad', withdrawn: 'idle' };

/** In the order of a request's life. */
export const stateOrder = Object.keys(glyphs) as RequestState[];
/** Somebody still waits: for an answer, or for the data. */
export const waitingStates: readonly RequestState[] = ['sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted'];

export function StateBadge({ state }: { state: RequestState }) {
  const { requests: words } = useMessages();
  return <Badge glyph={glyphs[state]}>{words.states[state]}</Badge>;
}

/** What a request asks for, in a few words. */
export function useWanted(): (line: Pick<RequestLine, 'dataset' | 'datasetWords' | 'state'>) => string {
  const { requests: words } = useMessages();
  const say = useSay();
  return ({ dataset, datasetWords, state }) => (dataset ? say(dataset, 'title') : datasetWords ?? (state === 'draft' ? words.notChosen : words.unnamed));
}
