import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { datasetQuery } from '../../api/queries.ts';
import { trendQuery } from '../../api/watch-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TrendView } from './trend-view.tsx';

const periods = ['180', '30', '730'] as const;

/** How the quality of a dataset went: rows, empty cells, rejects and lateness of every release. */
export function TrendPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const { trend } = words.watch;
  const [search, change] = usePageSearch();
  const days = oneOf(search['days'], periods);
  const column = textOf(search['column']);
  const dataset = useQuery(datasetQuery(slug));
  const query = useQuery(trendQuery(slug, { days: Number(days), ...(column && { column }) }));
  const name = dataset.data ? say(dataset.data, 'title') : slug;
  const title = trend.title({ dataset: name });
  return (
    <Page title={title} crumbs={[words.shell.navGroups.catalogue, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, <PageLink key="one" to={`/datasets/${slug}`}>{name}</PageLink>, trend.crumb]}>
      <PageHead title={title} lead={trend.lead} />
      <div className="filters no-print">
        <Segmented label={trend.period} value={days} options={['30', '180', '730'].map((value) => ({ value, label: trend.periods[value] ?? value }))} onChange={(value) => change({ days: value === '180' ? undefined : value })} />
      </div>
      <Loaded query={query} label={trend.loading} lines={8}>
        {(data) => (data.points.length === 0 ? <Empty level={2} icon="chart" title={trend.none}>{trend.noneWhy}</Empty> : <TrendView trend={data} onColumn={(next) => change({ column: next })} />)}
      </Loaded>
    </Page>
  );
}
