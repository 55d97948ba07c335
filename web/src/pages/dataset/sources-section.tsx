import type { Source } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { RetiredSources } from '../sources/retired-sources.tsx';
import { SourceCard } from '../sources/source-card.tsx';

/** Where the data comes from by itself; each source can be tried, fetched, changed and retired. */
export function SourcesSection({ slug, sources, hasContract }: { slug: string; sources: Source[]; hasContract: boolean }) {
  const words = useMessages().sources;
  const add = useMay()('linkage.manage-sources') && <PageLink className={buttonClass()} to="/link" search={{ dataset: slug, from: 'source', step: 'file' }}>{words.addOne}</PageLink>;
  return (
    <Section id="sources" title={words.title} aside={sources.length > 0 && add}>
      {sources.length === 0 && <Empty icon="link" title={words.none} action={add}>{words.noneWhy}</Empty>}
      {sources.map((source) => <SourceCard key={source.id} slug={slug} source={source} hasContract={hasContract} />)}
      <RetiredSources slug={slug} />
    </Section>
  );
}
