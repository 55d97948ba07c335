import { useState } from 'react';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { emptySource, faultsOf, sourceBody, type SourceDraft } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { TestResult } from './test-result.tsx';
import { useDraftFrom } from './use-draft-from.ts';
import { useSaveSource } from './use-save-source.ts';

/** What is entered stays when it is refused; faults are named once somebody has tried to send it. */
function useSourceForm() {
  const words = useMessages().sources.form;
  const [draft, setDraft] = useState<SourceDraft>(emptySource);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft, words);
  const send = (act: (draft: SourceDraft) => void) => { setTried(true); if (Object.keys(faults).length === 0) act(draft); };
  return { draft, setDraft, faults: tried ? faults : {}, send, clear: () => { setDraft(emptySource); setTried(false); } };
}

/** What was entered stays for another try; the server keeps its secrets from now on. */
const withKept = (draft: SourceDraft): SourceDraft => ({ ...draft, dropped: [], kept: (['authorization', 'password'] as const).filter((name) => draft[name] !== '' || (draft.kept.includes(name) && !draft.dropped.includes(name))) });

/** Sets up a source of a dataset and tries it at once; saving again changes the source made by the first save. */
export function NewSource({ slug }: { slug: string }) {
  const words = useMessages().sources;
  const { draft, setDraft, faults, send, clear } = useSourceForm();
  const { saving, savedId, forget } = useSaveSource(slug, null, (test) => { setDraft(withKept); announce(test.ok ? words.passed : words.failed); });
  return (
    <section className="panel" aria-labelledby="source-new">
      <header><h3 id="source-new">{words.form.add}</h3></header>
      <div className="body stack">
        <SourceFields draft={draft} faults={faults} onChange={setDraft} isNew={savedId === null} />
        {saving.isError && <ProblemView error={saving.error} />}
        {saving.data && <TestResult result={saving.data} />}
        {savedId !== null && <p className="t14 soft">{words.form.saved}</p>}
        <div className="row">
          <Button look="primary" isPending={saving.isPending} onPress={() => send(saving.mutate)}>{saving.isPending ? words.form.saving : words.form.save}</Button>
          {savedId !== null && <Button isDisabled={saving.isPending} onPress={() => { clear(); forget(); }}>{words.form.another}</Button>}
        </div>
      </div>
    </section>
  );
}

/** A source for a dataset that is not there yet: a sample is fetched to draft its contract, and the source is set up when the link starts. */
export function SampledSource() {
  const words = useMessages().sources;
  const { draft, setDraft, faults, send } = useSourceForm();
  const drafting = useDraftFrom(null);
  return (
    <section className="panel" aria-labelledby="source-new">
      <header><h3 id="source-new">{words.form.add}</h3></header>
      <div className="body stack">
        <p className="t14 soft">{words.panel.newWhy}</p>
        <SourceFields draft={draft} faults={faults} onChange={setDraft} isNew />
        {drafting.isError && <ProblemView error={drafting.error} />}
        <div><Button look="primary" isDisabled={drafting.isPending} onPress={() => send((entered) => drafting.mutate(sourceBody(entered)))}>{drafting.isPending ? words.drafting : words.form.sample}</Button></div>
      </div>
    </section>
  );
}
