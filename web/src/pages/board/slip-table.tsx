import { formatThaiDate } from '@saphan/contracts/dates';
import type { DatasetWay } from '../../api/milestone-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** What the drawing shows, with the reason of every due date that was set anew. */
export function SlipTable({ items, caption }: { items: readonly DatasetWay[]; caption: string }) {
  const words = useMessages().milestones;
  const lang = useLang();
  const say = useSay();
  const columns: TableColumn<DatasetWay>[] = [
    { id: 'dataset', head: words.dataset, className: 'wide', cell: (item) => <><PageLink className="plain" to={`/datasets/${item.slug}`} hash="milestones">{say(item, 'title')}</PageLink><span className="sub">{say(item.agency, 'name')}</span></> },
    { id: 'baseline', head: words.baseline, cell: (item) => <ThaiDate iso={item.baselineOn} /> },
    { id: 'current', head: words.current, cell: (item) => <ThaiDate iso={item.currentOn} /> },
    { id: 'slip', head: words.slip, cell: (item) => <span className="nw">{words.days({ days: item.slipDays ?? 0 })}</span> },
    { id: 'waits', head: words.waits, cell: (item) => (item.next && item.next !== 'steady' ? words.names[item.next] : <span className="off">–</span>) },
    { id: 'why', head: words.why, className: 'soft', cell: (item) => <Reasons item={item} lang={lang} none={words.notMoved} say={words.moved} /> },
  ];
  return <DataTable caption={caption} columns={columns} rows={items} rowKey={(item) => item.slug} rowHead="dataset" />;
}

function Reasons({ item, lang, none, say }: { item: DatasetWay; lang: 'th' | 'en'; none: string; say: (v: { date: string; reason: string; by: string }) => string }) {
  if (item.changes.length === 0) return <span className="muted">{none}</span>;
  return <ul className="t14">{item.changes.map((change) => <li key={change.at + change.dueOn}>{say({ date: formatThaiDate(change.dueOn, { lang }), reason: change.reason, by: change.by })}</li>)}</ul>;
}
