import { useQuery } from '@tanstack/react-query';
import { linkageQuery } from '../../api/queries.ts';
import { useMessages } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NewSource, SampledSource } from '../sources/new-source.tsx';
import { RetiredSources } from '../sources/retired-sources.tsx';
import { SourceCard } from '../sources/source-card.tsx';
import { DatasetPicker } from './dataset-picker.tsx';

/** Sources of a dataset, in use and to be set up; without a dataset, a source from which a new one is drafted. */
export function SourcePanel() {
  const words = useMessages().sources.panel;
  const [search, change] = usePageSearch();
  const slug = textOf(search['dataset']);
  return (
    <div className="stack form-width">
      <DatasetPicker label={words.dataset} hint={words.datasetHint} value={slug ?? ''} onChange={(dataset) => change({ dataset: dataset || undefined, raw: undefined, mode: undefined })} />
      {slug ? <OfDataset key={slug} slug={slug} /> : <SampledSource />}
    </div>
  );
}

function OfDataset({ slug }: { slug: string }) {
  const words = useMessages().sources;
  const query = useQuery(linkageQuery(slug));
  return (
    <Loaded query={query} label={words.loading}>
      {({ sources, contractVersion }) => (
        <>
          {sources.length > 0 && (
            <section className="stack" aria-label={words.panel.existing}>
              <h3>{words.panel.existing}</h3>
              {sources.map((source) => <SourceCard key={source.id} slug={slug} source={source} hasContract={contractVersion !== null} />)}
            </section>
          )}
          <NewSource slug={slug} />
          <RetiredSources slug={slug} />
        </>
      )}
    </Loaded>
  );
}
