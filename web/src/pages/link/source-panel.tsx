import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { linkageQuery } from '../../api/queries.ts';
import type { Linkage, Run, Source, SourceTest } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { DatasetPicker } from './dataset-picker.tsx';
import { SourceForm } from './source-form.tsx';

/** Sources of a dataset: try one, start a run from it, or set up another. */
export function SourcePanel() {
  const words = useMessages().link.source;
  const [search, change] = usePageSearch();
  const slug = typeof search['dataset'] === 'string' ? search['dataset'] : '';
  return (
    <div className="stack form-width">
      <DatasetPicker label={words.dataset} hint={words.datasetHint} value={slug} onChange={(dataset) => change({ dataset })} />
      {slug && <OfDataset key={slug} slug={slug} />}
    </div>
  );
}

function OfDataset({ slug }: { slug: string }) {
  const words = useMessages().link.source;
  const [, change] = usePageSearch();
  const query = useQuery(linkageQuery(slug));
  return (
    <Loaded query={query} label={words.loading}>
      {(linkage) => (
        <>
          {linkage.contractVersion === null && <Callout tone="info" title={words.needContract}><p className="t14">{words.needContractWhy}</p><p><Button onPress={() => change({ from: undefined })}>{words.toFile}</Button></p></Callout>}
          <Existing slug={slug} linkage={linkage} />
          <SourceForm slug={slug} />
        </>
      )}
    </Loaded>
  );
}

function Existing({ slug, linkage }: { slug: string; linkage: Linkage }) {
  const words = useMessages().link.source;
  if (linkage.sources.length === 0) return null;
  return (
    <section className="stack" aria-label={words.existing}>
      <h3>{words.existing}</h3>
      {linkage.sources.map((source) => <SourceCard key={source.id} slug={slug} source={source} canRun={linkage.contractVersion !== null} />)}
    </section>
  );
}

/** One source with its test and its run. */
export function SourceCard({ slug, source, canRun, tested }: { slug: string; source: Source; canRun: boolean; tested?: SourceTest }) {
  const words = useMessages().link.source;
  const go = useGo();
  const client = useQueryClient();
  const test = useMutation({ mutationFn: () => ask<SourceTest>('POST', `/datasets/${slug}/sources/${source.id}/test`) });
  const start = useMutation({
    mutationFn: () => ask<Run>('POST', `/datasets/${slug}/runs`, { body: { sourceId: source.id } }),
    onSuccess: (run) => { void client.invalidateQueries({ queryKey: ['dataset', slug] }); go(`/runs/${run.id}`); },
  });
  const result = test.data ?? tested;
  return (
    <div className="panel"><div className="body stack">
      <div className="row-between">
        <span><b>{words.kinds[source.kind] ?? source.kind}</b><br /><code className="t14">{source.summary}</code></span>
        <span className="row"><Button isPending={test.isPending} onPress={() => test.mutate()}>{test.isPending ? words.testing : words.test}</Button><Button look={result?.ok ? 'primary' : []} unavailable={canRun ? null : words.needContract} isDisabled={start.isPending} onPress={() => start.mutate()}>{words.run}</Button></span>
      </div>
      {result && <TestResult result={result} />}
      {test.isError && <ProblemView error={test.error} />}
      {start.isError && <ProblemView error={start.error} />}
    </div></div>
  );
}

function TestResult({ result }: { result: SourceTest }) {
  const words = useMessages().link.source;
  const tell = useTell();
  return (
    <div role="status" className="stack-1">
      <ol className="plain-list t14">{result.steps.map((step, at) => <li key={at} className="row"><Mark glyph={step.ok ? 'ok' : 'bad'} /><span className="sr">{step.ok ? words.stepOk : words.stepBad}</span>{tell(step)}</li>)}</ol>
      <p className={result.ok ? 'ok t14 w5' : 'bad t14 w5'}>{result.ok ? words.passed : words.failed}</p>
      {!result.ok && <p className="t14 soft">{words.failedWhy}</p>}
    </div>
  );
}
