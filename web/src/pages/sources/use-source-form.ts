import { useState } from 'react';
import { faultsOf, refusedSettings, type SourceDraft } from './source-draft.ts';

/**
 * What is entered stays when it is refused. Faults are named once somebody has tried to send it, beside those that the server named
 * of what was sent; these go when the form changes.
 */
export function useSourceForm(begin: () => SourceDraft, refusal: unknown) {
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<SourceDraft | null>(null);
  const faults = faultsOf(draft);
  const send = (act: (draft: SourceDraft) => void) => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    setSent(draft);
    act(draft);
  };
  return { draft, setDraft, faults: tried ? { ...(sent === draft && refusedSettings(refusal)), ...faults } : {}, send, clear: () => { setDraft(begin()); setTried(false); } };
}
