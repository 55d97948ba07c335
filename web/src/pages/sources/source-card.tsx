import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Source, SourceTest } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { ChangeSource } from './change-source.tsx';
import { SourceFacts } from './source-facts.tsx';
import { SourcePreview } from './source-preview.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { SourceReading } from './source-reading.tsx';
import { SchedulePanel } from './schedule-panel.tsx';
import './sources.css';
import { TestResult } from './test-result.tsx';
import { useKindTitle } from './use-kind-title.ts';
import { useDraftFrom } from './use-draft-from.ts';

/** A source in use: try it, start a run from it, draft a contract from it, change it, retire it. */
export function SourceCard({ slug, source, hasContract }: { slug: string; source: Source; hasContract: boolean }) {
  const words = useMessages().sources;
  const may = useMay();
  const [open, setOpen] = useState<'change' | 'retire' | null>(null);
  const [changed, setChanged] = useState<SourceTest | null>(null);
  const test = useMutation({ mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/test', { params: { path: { slug, id: source.id } } })), onMutate: () => setChanged(null) });
  const drafting = useDraftFrom(slug);
  const start = useStart(slug, source.id);
  const result = changed ?? test.data;
  const kindTitle = useKindTitle();
  const named = { id: source.id, label: source.name ?? kindTitle(source.kind), summary: source.summary };
  const draft = <Button look={hasContract ? [] : 'primary'} isDisabled={drafting.isPending} onPress={() => drafting.mutate({ dataset: slug, sourceId: source.id })}>{drafting.isPending ? words.drafting : words.draft}</Button>;
  return (
    <div className="panel" role="group" aria-label={source.name ?? source.summary}><div className="body stack">
      <SourceLines source={source} />
      {may('linkage.manage-sources') && <div className="row">
        <Button isPending={test.isPending} onPress={() => test.mutate()}>{test.isPending ? words.testing : words.test}</Button>
        <Button look={hasContract ? 'primary' : []} unavailable={hasContract ? null : words.needContract} isDisabled={start.isPending} onPress={() => start.mutate()}>{words.run}</Button>
        {draft}
        <Button onPress={() => setOpen('change')}>{words.change}</Button>
        <Button look="quiet" onPress={() => setOpen('retire')}>{words.retire}</Button>
      </div>}
      <SourceFacts slug={slug} source={source} />
      <SourceReading slug={slug} source={source} label={named.label} hasContract={hasContract} />
      <SchedulePanel slug={slug} sourceId={source.id} />
      {may('linkage.manage-sources') && <SourcePreview slug={slug} sourceId={source.id} />}
      {result && <TestResult result={result} />}
      {[test, start, drafting].map(({ error }, at) => error && <ProblemView key={at} error={error} />)}
      {open === 'change' && <ChangeSource slug={slug} source={named} onTested={(tested) => { test.reset(); setChanged(tested); }} onClose={() => setOpen(null)} />}
      {open === 'retire' && <RetireDialog slug={slug} source={named} onClose={() => setOpen(null)} />}
    </div></div>
  );
}

function useStart(slug: string, sourceId: number) {
  const words = useMessages().sources;
  const go = useGo();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/runs', { params: { path: { slug } }, body: { sourceId } })),
    onSuccess: (run) => { void client.invalidateQueries({ queryKey: ['dataset', slug] }); announce(words.started); go(`/runs/${run.id}`); },
  });
}

/** Kind, name and address of a source, and when it was last fetched. */
export function SourceLines({ source }: { source: Source }) {
  const words = useMessages().sources;
  const title = useKindTitle()(source.kind);
  return (
    <div>
      <p><b>{source.name ?? title}</b>{source.name && <span className="muted t14"> {title}</span>}</p>
      <p><code className="t14 soft source-address">{source.summary}</code></p>
      <p className="t14 muted">{words.fetched} {source.lastFetchedAt ? <ThaiDate iso={source.lastFetchedAt} style="withTime" /> : words.never}</p>
    </div>
  );
}
