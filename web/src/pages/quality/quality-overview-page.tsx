import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { qualityOverviewQuery, type QualityOverview, type RecordQuality } from '../../api/quality-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { GradeMark } from './grade-mark.tsx';
import { AgencyTable, CostTable, PoorestTable } from './overview-tables.tsx';
import { ShareList } from './share-list.tsx';
import './quality.css';

type Grade = RecordQuality['grade'];
const grades = ['A', 'B', 'C', 'D', 'F'] as const satisfies readonly Grade[];
const kinds = ['published', 'everything'] as const;

/** The quality of every dataset of the ministry that the reader reaches: where points are lost, and where to begin. */
export function QualityOverviewPage() {
  const words = useMessages();
  const { overview } = words.quality;
  const [search, change] = usePageSearch();
  const kind = oneOf(search['show'], kinds);
  const agency = textOf(search['agency']);
  const grade = grades.find((each) => each === textOf(search['grade']));
  const query = useQuery(qualityOverviewQuery({ published: kind === 'published', ...(agency && { agency }), ...(grade && { grade }) }));
  const { data } = query;
  return (
    <Page title={overview.title} crumbs={[words.shell.navGroups.catalogue, words.quality.title]}>
      <PageHead title={overview.title} lead={data && data.score !== null && <Rich text={overview.lead({ datasets: formatNumber(data.datasets), score: formatNumber(data.score, { decimals: 1 }), broken: data.links.broken })} />} />
      <div className="row no-print"><Segmented label={overview.which} value={kind} options={kinds.map((value) => ({ value, label: overview[value] }))} onChange={(value) => change({ show: value === 'published' ? undefined : value })} /></div>
      <Loaded query={query} label={overview.loading} lines={10}>{(found) => (found.datasets === 0 ? <Empty level={2} icon="check" title={overview.none}>{overview.noneWhy}</Empty> : <Found found={found} grade={grade ?? null} agency={agency ?? null} />)}</Loaded>
    </Page>
  );
}

function Found({ found, grade, agency }: { found: QualityOverview; grade: Grade | null; agency: string | null }) {
  const words = useMessages().quality;
  const nameOf = useAgencyName();
  const [search] = usePageSearch();
  const { overview } = words;
  const measured = Object.keys(words.dimensions);
  const { agency: _agency, ...others } = search;
  return (
    <>
      <Section title={overview.grades} note={words.note} aside={agency && <PageLink to="/catalogue/quality" search={others}>{overview.dropAgency}</PageLink>}>
        {agency && <p><b>{overview.onlyAgency({ name: nameOf(agency) })}</b></p>}
        <GradeCounts found={found} grade={grade} />
        <ShareList title={words.dimensionsTitle} note={words.dimensionsNote} items={measured.map((key) => ({ key, name: words.dimensions[key] ?? key, share: (found.dimensions[key] ?? 0) / 100, said: `${formatNumber(found.dimensions[key], { decimals: 0 })}%` }))} />
      </Section>
      <Section title={overview.costs} note={overview.costsNote}><CostTable losses={found.losses} /></Section>
      {!agency && <Section title={overview.agencies}><AgencyTable agencies={found.agencies} /></Section>}
      <Section title={grade ? overview.ofGrade({ grade }) : overview.poorest}><PoorestTable datasets={found.poorest} /></Section>
    </>
  );
}

function GradeCounts({ found, grade }: { found: QualityOverview; grade: Grade | null }) {
  const words = useMessages().quality;
  const [search] = usePageSearch();
  const { grade: _grade, ...others } = search;
  return (
    <ul className="grade-counts" aria-label={words.overview.grades}>
      {grades.map((each) => (
        <li key={each}>
          <PageLink to="/catalogue/quality" search={grade === each ? others : { ...others, grade: each }} {...(grade === each && { 'aria-current': 'page' as const })}>
            <GradeMark grade={each} /><span><b>{words.grade({ grade: each })}</b><span className="sub num">{words.overview.count({ count: formatNumber(found.grades[each] ?? 0) })}</span></span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
