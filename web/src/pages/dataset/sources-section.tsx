import { useMutation } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import type { Source, SourceTest } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { announce } from '../../ui/toast.tsx';

/** Where the data comes from by itself; each can be tested and fetched now. */
export function SourcesSection({ slug, sources }: { slug: string; sources: Source[] }) {
  const words = useMessages().dataset.sources;
  return (
    <Section id="sources" title={words.title}>
      {sources.length === 0 ? <Empty icon="link" title={words.none}>{words.noneWhy}</Empty> : <ul className="stack">{sources.map((source) => <SourceItem key={source.id} slug={slug} source={source} />)}</ul>}
    </Section>
  );
}

function SourceItem({ slug, source }: { slug: string; source: Source }) {
  const words = useMessages().dataset.sources;
  const go = useGo();
  const test = useMutation({ mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/test', { params: { path: { slug, id: source.id } } })) });
  const start = useMutation({
    mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/runs', { params: { path: { slug } }, body: { sourceId: source.id } })),
    onSuccess: (run) => { announce(words.started); go(`/runs/${run.id}`); },
  });
  return (
    <li className="panel"><div className="body stack">
      <div className="row-between">
        <div><b>{words.kinds[source.kind] ?? source.kind}</b> <code className="soft">{source.summary}</code><p className="t14 muted">{words.fetched} {source.lastFetchedAt ? <ThaiDate iso={source.lastFetchedAt} style="withTime" /> : words.never}</p></div>
        <div className="row"><Button onPress={() => test.mutate()} isPending={test.isPending}>{test.isPending ? words.testing : words.test}</Button><Button onPress={() => start.mutate()} isPending={start.isPending}>{words.run}</Button></div>
      </div>
      {test.data && <TestResult test={test.data} />}
      {test.isError && <ProblemView error={test.error} />}
      {start.isError && <ProblemView error={start.error} />}
    </div></li>
  );
}

function TestResult({ test }: { test: SourceTest }) {
  const words = useMessages().dataset.sources;
  const tell = useTell();
  return (
    <div role="status" className="stack-1">
      <p><Badge glyph={test.ok ? 'ok' : 'bad'}>{test.ok ? words.passed : words.failed}</Badge></p>
      <ul className="t14">{test.steps.map((step) => <li key={step.en} className="row"><Mark glyph={step.ok ? 'ok' : 'bad'} />{tell(step)}</li>)}</ul>
    </div>
  );
}
