import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sourceKindsQuery } from '../../api/link-queries.ts';
import type { SourceKind } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { afterSaving, emptySource, sourceBody } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { TestResult } from './test-result.tsx';
import { useDraftFrom } from './use-draft-from.ts';
import { useSaveSource } from './use-save-source.ts';
import { useSourceForm } from './use-source-form.ts';

/** Sets up a source of a dataset and tries it at once; saving again changes the source made by the first save. */
export function NewSource({ slug }: { slug: string }) {
  return <NewPanel>{(kinds) => <NewForm slug={slug} kinds={kinds} />}</NewPanel>;
}

/** A source for a dataset that is not there yet: a sample is fetched to draft its contract, and the source is set up when the link starts. */
export function SampledSource() {
  return <NewPanel>{(kinds) => <SampleForm kinds={kinds} />}</NewPanel>;
}

function NewPanel({ children }: { children: (kinds: SourceKind[]) => ReactNode }) {
  const words = useMessages().sources.form;
  const query = useQuery(sourceKindsQuery);
  return (
    <section className="panel" aria-labelledby="source-new">
      <header><h3 id="source-new">{words.add}</h3></header>
      <div className="body stack"><Loaded query={query} label={words.readingKinds}>{children}</Loaded></div>
    </section>
  );
}

/** A web address is the kind that most begin with. */
const firstKind = (kinds: SourceKind[]) => emptySource(kinds.find(({ kind }) => kind === 'http') ?? kinds[0] as SourceKind);

function NewForm({ slug, kinds }: { slug: string; kinds: SourceKind[] }) {
  const words = useMessages().sources;
  const { saving, savedId, forget } = useSaveSource(slug, null, (test) => { setDraft(afterSaving); announce(test.ok ? words.passed : words.failed); });
  const { draft, setDraft, faults, send, clear } = useSourceForm(() => firstKind(kinds), saving.error);
  return (
    <>
      <SourceFields draft={draft} faults={faults} onChange={setDraft} kinds={savedId === null ? kinds : []} />
      {saving.isError && <ProblemView error={saving.error} />}
      {saving.data && <TestResult result={saving.data} />}
      {savedId !== null && <p className="t14 soft">{words.form.saved}</p>}
      <div className="row">
        <Button look="primary" isPending={saving.isPending} onPress={() => send(saving.mutate)}>{saving.isPending ? words.form.saving : words.form.save}</Button>
        {savedId !== null && <Button isDisabled={saving.isPending} onPress={() => { clear(); forget(); }}>{words.form.another}</Button>}
      </div>
    </>
  );
}

function SampleForm({ kinds }: { kinds: SourceKind[] }) {
  const words = useMessages().sources;
  const drafting = useDraftFrom(null);
  const { draft, setDraft, faults, send } = useSourceForm(() => firstKind(kinds), drafting.error);
  return (
    <>
      <p className="t14 soft">{words.panel.newWhy}</p>
      <SourceFields draft={draft} faults={faults} onChange={setDraft} kinds={kinds} />
      {drafting.isError && <ProblemView error={drafting.error} />}
      <div><Button look="primary" isDisabled={drafting.isPending} onPress={() => send((entered) => drafting.mutate(sourceBody(entered)))}>{drafting.isPending ? words.drafting : words.form.sample}</Button></div>
    </>
  );
}
