import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { contractQuery, datasetQuery, linkageQuery } from '../../api/queries.ts';
import type { Linkage } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { RulesDesk } from './rules-desk.tsx';

/** The rules and limits of a dataset: by name, in words, tried before they are agreed. */
export function RulesPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const dataset = useQuery(datasetQuery(slug));
  const linkage = useQuery(linkageQuery(slug));
  const name = dataset.data ? say(dataset.data, 'title') : slug;
  const title = words.rules.of({ dataset: name });
  return (
    <Page title={title} crumbs={[words.shell.navGroups.catalogue, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, <PageLink key="one" to={`/datasets/${slug}`}>{name}</PageLink>, words.rules.title]}>
      <PageHead title={title} lead={words.rules.lead} />
      <Loaded query={linkage} label={words.rules.loading} lines={6}>{(facts) => <OfContract slug={slug} linkage={facts} />}</Loaded>
    </Page>
  );
}

function OfContract({ slug, linkage }: { slug: string; linkage: Linkage }) {
  const words = useMessages();
  const version = linkage.contractVersion;
  const contract = useQuery({ ...contractQuery(slug, version ?? 0), enabled: version !== null });
  if (version === null) return <Empty level={2} icon="document" title={words.rules.none} action={<PageLink className={buttonClass('primary')} to="/link" search={{ dataset: slug }}>{words.dataset.firstRun}</PageLink>}>{words.rules.noneWhy}</Empty>;
  return <Loaded query={contract} label={words.rules.loading} lines={6}>{(agreed) => <RulesDesk key={agreed.version} slug={slug} agreed={agreed} lastRun={linkage.lastRun} />}</Loaded>;
}
