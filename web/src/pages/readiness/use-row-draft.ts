import { useEffect, useRef, useState } from 'react';
import type { FormPlace, SurveyRow } from '../../api/readiness-queries.ts';
import { useSaveRow, type Saving } from './use-save-row.ts';

/** So long after the last letter a text is saved, also when the field is not left. */
const PAUSE_MS = 700;

/** What is typed into a row and not saved yet: each answer goes by itself, so that one that is refused keeps no other back. */
export function useRowDraft(place: FormPlace, row: SurveyRow) {
  const [draft, setDraft] = useState<Record<string, string>>({});
  const typed = useRef<Record<string, string>>({});
  const sent = useRef<Record<string, string>>({});
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [failure, setFailure] = useState<Error | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saving = useSaveRow(place, row.id, ({ answers }) => {
    for (const [id, text] of Object.entries(answers)) {
      delete sent.current[id];
      if (typed.current[id] === text) delete typed.current[id];
    }
    setDraft({ ...typed.current });
  });
  /** One after another: each stands on the version that the one before it made. What was refused stays told until it is sent again. */
  const send = (said: Saving) => {
    setFailure(null);
    queue.current = queue.current.then(() => saving.mutateAsync(said)).catch((error: Error) => setFailure(error));
  };
  const flush = () => {
    clearTimeout(timer.current);
    for (const [id, text] of Object.entries(typed.current)) {
      if (sent.current[id] === text) continue;
      sent.current[id] = text;
      send({ answers: { [id]: text } });
    }
  };
  const latest = useRef(flush);
  latest.current = flush;
  useEffect(() => () => latest.current(), []);
  const type = (id: string, text: string) => {
    typed.current[id] = text;
    setDraft({ ...typed.current });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), PAUSE_MS);
  };
  /** What was refused is sent again with the next letter or deed. */
  const retry = () => { sent.current = {}; setFailure(null); };
  return { isSaving: saving.isPending, failure, send, flush, type, retry, valueOf: (id: string) => draft[id] ?? row.answers[id] ?? '' };
}
