import { useEffect, useRef, useState } from 'react';
import type { FormPlace, SurveyRow } from '../../api/readiness-queries.ts';
import { useSaveRow } from './use-save-row.ts';

/** So long after the last letter a text is saved, also when the field is not left. */
const PAUSE_MS = 700;

/** What is typed into a row and not saved yet: each answer goes by itself, so that one that is refused keeps no other back. */
export function useRowDraft(place: FormPlace, row: SurveyRow) {
  const [draft, setDraft] = useState<Record<string, string>>({});
  const typed = useRef<Record<string, string>>({});
  const sent = useRef<Record<string, string>>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saving = useSaveRow(place, row.id, ({ answers }) => {
    for (const [id, text] of Object.entries(answers)) {
      delete sent.current[id];
      if (typed.current[id] === text) delete typed.current[id];
    }
    setDraft({ ...typed.current });
  });
  const flush = () => {
    clearTimeout(timer.current);
    for (const [id, text] of Object.entries(typed.current)) {
      if (sent.current[id] === text) continue;
      sent.current[id] = text;
      saving.mutate({ answers: { [id]: text } });
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
  const retry = () => { sent.current = {}; saving.reset(); };
  return { saving, flush, type, retry, valueOf: (id: string) => draft[id] ?? row.answers[id] ?? '' };
}
