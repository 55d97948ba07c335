import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { definitionQuery } from '../../api/catalogue-queries.ts';
import type { QualityOverview } from '../../api/quality-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { GradeMark } from './grade-mark.tsx';

type Agency = QualityOverview['agencies'][number];
type Cost = QualityOverview['losses'][number];
type Poor = QualityOverview['poorest'][number];

/** Agencies, poorest first; a name leads to its datasets. */
export function AgencyTable({ agencies }: { agencies: Agency[] }) {
  const { overview: words } = useMessages().quality;
  const say = useSay();
  const [search] = usePageSearch();
  const columns: TableColumn<Agency>[] = [
    { id: 'agency', head: words.agency, cell: (each) => <PageLink to="/catalogue/quality" search={{ ...search, agency: each.id }}>{say(each, 'name')}</PageLink> },
    { id: 'mean', head: words.mean, numeric: true, cell: (each) => <Num value={each.score} decimals={1} /> },
    { id: 'datasets', head: words.datasets, numeric: true, cell: (each) => <Num value={each.datasets} /> },
    { id: 'good', head: words.good, numeric: true, cell: (each) => <Num value={each.good} /> },
    { id: 'poor', head: words.poor, numeric: true, cell: (each) => <Num value={each.poor} /> },
  ];
  return <DataTable caption={words.agencies} columns={columns} rows={agencies} rowKey={({ id }) => id} rowHead="agency" />;
}

/** What costs most points over everything, and where to begin. */
export function CostTable({ losses }: { losses: Cost[] }) {
  const { quality: words } = useMessages();
  const lang = useLang();
  const { data: definition } = useQuery(definitionQuery());
  const fieldOf = (key: string) => definition?.fields.find((each) => each.key === key)?.[lang] ?? key;
  const columns: TableColumn<Cost>[] = [
    { id: 'what', head: words.part, cell: (each) => <>{words.parts[each.part]}<span className="sub muted">{words.dimensions[each.dimension]}{each.field && ` · ${fieldOf(each.field)}`}</span></> },
    { id: 'points', head: words.overview.points, numeric: true, cell: (each) => <Num value={-each.points} decimals={each.points < 1 ? 1 : 0} /> },
    { id: 'datasets', head: words.overview.datasets, numeric: true, cell: (each) => <Num value={each.datasets} /> },
    { id: 'next', head: words.overview.example, cell: (each) => (lang === 'th' ? each.nextTh : each.nextEn) },
  ];
  return <DataTable caption={words.overview.costs} columns={columns} rows={losses} rowKey={(each) => `${each.part} ${each.dimension} ${each.field ?? ''}`} rowHead="what" />;
}

/** Datasets to mend first. */
export function PoorestTable({ datasets }: { datasets: Poor[] }) {
  const { quality: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const nameOf = useAgencyName();
  const may = useMay();
  const place = (slug: string) => may('catalog.work-on-record') ? { to: `/datasets/${slug}/record`, search: { view: 'quality' } } : { to: `/data/${slug}`, hash: 'quality' };
  const columns: TableColumn<Poor>[] = [
    { id: 'dataset', head: words.overview.dataset, cell: (each) => <><PageLink {...place(each.slug)}>{say(each, 'title')}</PageLink><span className="sub muted">{nameOf(each.agencyId)}</span></> },
    { id: 'grade', head: words.title, cell: (each) => <span className="row-tight"><GradeMark grade={each.grade} /><span><span className="sr">{words.grade({ grade: each.grade })}</span><span className="num">{formatNumber(each.score)}</span></span></span> },
    { id: 'main', head: words.overview.main, cell: (each) => each[lang] ?? '–' },
  ];
  return <DataTable caption={words.overview.poorest} columns={columns} rows={datasets} rowKey={({ slug }) => slug} rowHead="dataset" />;
}
