import { useQuery } from '@tanstack/react-query';
import { boardMilestonesQuery, type BoardMilestones } from '../../api/milestone-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { anyDue } from '../datasets/further-filters.tsx';
import { SlipChart } from './slip-chart.tsx';
import { SlipTable } from './slip-table.tsx';

const firstShown = 12;

interface Shown { asOf: string | undefined; agency: string | undefined; showAll: boolean; onShowAll: () => void }

/** First due dates against present ones, furthest first: a sentence, a drawing, the reasons in a table, and who they are by agency. */
export function SlipSection(shown: Shown) {
  const words = useMessages().milestones;
  const query = useQuery(boardMilestonesQuery(shown.asOf, shown.agency));
  const count = query.data?.slipped;
  return (
    <Section id="slips" title={count ? words.slipTitle({ count }) : words.slipHeading} note={count ? words.slipNote : undefined} className="slip-sec">
      <Loaded query={query} label={words.loading} lines={5}>{(data) => (data.slipped === 0 ? <Empty icon="check" title={words.slipNone}>{words.slipNoneWhy}</Empty> : <Slipped data={data} {...shown} />)}</Loaded>
    </Section>
  );
}

function Slipped({ data, asOf, agency, showAll, onShowAll }: { data: BoardMilestones } & Shown) {
  const words = useMessages().milestones;
  const items = showAll ? data.items : data.items.slice(0, firstShown);
  const hidden = data.slipped - items.length;
  return (
    <>
      <p className="reading"><Rich text={words.slipSays({ count: data.slipped, total: data.datasets, days: data.worstDays })} links={[{ to: '/board', search: { slips: 'all', ...(asOf && { asOf }), ...(agency && { agency }) } }]} /></p>
      <SlipChart items={items} day={data.asOf} />
      {hidden > 0 && <p className="muted t14">{words.more({ count: hidden })}{!showAll && <span className="no-print"> · <button type="button" className="linkish" onClick={onShowAll}>{words.showAll}</button></span>}</p>}
      <details className="slip-details"><summary className="linkish">{words.asTable}</summary><SlipTable items={items} caption={words.slipTitle({ count: data.slipped })} /></details>
      {agency === undefined && <Agencies agencies={data.agencies.filter(({ slipped }) => slipped > 0)} asOf={asOf} />}
    </>
  );
}

function Agencies({ agencies, asOf }: { agencies: BoardMilestones['agencies']; asOf: string | undefined }) {
  const words = useMessages().milestones;
  const say = useSay();
  const search = (id: string) => ({ agency: id, slips: 'all', ...(asOf && { asOf }) });
  const columns: TableColumn<BoardMilestones['agencies'][number]>[] = [
    { id: 'agency', head: words.agency, className: 'wide', cell: ({ agency }) => <PageLink className="plain" to="/board" search={search(agency.id)}>{say(agency, 'name')}</PageLink> },
    { id: 'slipped', head: words.slipped, numeric: true, cell: ({ agency, slipped }) => <PageLink to="/board" search={search(agency.id)} hash="slips"><Num value={slipped} /><span className="sr"> {say(agency, 'name')}</span></PageLink> },
    { id: 'datasets', head: words.datasets, numeric: true, cell: ({ agency, datasets }) => <PageLink className="plain" to="/datasets" search={{ agency: agency.id, dueFrom: anyDue, ...(asOf && { asOf }) }}><Num value={datasets} /><span className="sr"> {say(agency, 'name')}</span></PageLink> },
    { id: 'worst', head: words.worst, numeric: true, cell: ({ worstDays }) => <Num value={worstDays} /> },
    { id: 'stuck', head: words.stuck, cell: ({ stuck }) => (stuck ? words.stuckAt({ name: words.names[stuck.id], count: stuck.count }) : <span className="off">–</span>) },
  ];
  return <><h3 className="t15 w5">{words.byAgency}</h3><DataTable caption={words.byAgency} columns={columns} rows={agencies} rowKey={({ agency }) => agency.id} rowHead="agency" density="compact" /></>;
}
