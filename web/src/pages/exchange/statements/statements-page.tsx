import { useQuery } from '@tanstack/react-query';
import { formatThaiDate } from '@saphan/contracts/dates';
import { statementsQuery, type Statement } from '../../../api/statement-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { WordBadge } from './word-badge.tsx';

const shown = ['all', 'open', 'disputed'] as const;

/** What two systems exchanged on each day, countersigned by both. */
export function StatementsPage() {
  const { statements: words, shell } = useMessages();
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const day = textOf(search['day']);
  const query = useQuery(statementsQuery({ ...(show === 'open' && { open: true }), ...(show === 'disputed' && { disputed: true }), ...(day && { day }) }));
  const columns = useColumns();
  const isNarrowed = show !== 'all' || day !== undefined;
  return (
    <Page title={words.title} crumbs={[shell.navGroups.exchange, words.title]}>
      <PageHead title={words.title} lead={words.lead} />
      <div className="filters no-print">
        <Segmented label={words.show} value={show} options={shown.map((value) => ({ value, label: words.shown[value] ?? value }))} onChange={(value) => change({ show: value === 'all' ? undefined : value })} />
        <DatePicker label={words.day} value={day ?? ''} onChange={(value) => change({ day: value })} />
        {day && <Button onPress={() => change({ day: undefined })}>{words.everyDay}</Button>}
      </div>
      <section className="section stack" aria-label={words.caption}>
        <Loaded query={query} label={words.loading} lines={5}>
          {({ items, more }) => (items.length === 0
            ? <Empty level={2} icon="document" title={isNarrowed ? words.noneShown : words.none}>{words.noneWhy}</Empty>
            : <><DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => String(each.id)} rowHead="day" />{more && <p className="t14">{words.more}</p>}</>)}
        </Loaded>
      </section>
    </Page>
  );
}

function useColumns(): TableColumn<Statement>[] {
  const { statements: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  return [
    { id: 'day', head: words.day, cell: (each) => <PageLink to={`/exchange/statements/${each.id}`}>{formatThaiDate(each.day, { lang })}<span className="sr"> {each.consumer} {each.provider}</span></PageLink> },
    { id: 'consumer', head: words.consumer, cell: (each) => <>{say(each, 'consumer')}<span className="sub"><code>{each.consumer}</code></span></> },
    { id: 'provider', head: words.provider, cell: (each) => <>{say(each, 'provider')}<span className="sub"><code>{each.provider}</code></span></> },
    { id: 'exchanges', head: words.exchanges, cell: (each) => <><Num value={each.exchanges} />{each.refused > 0 && <span className="sub">{words.refused({ count: each.refused })}</span>}{each.direct > 0 && <span className="sub">{words.direct({ count: each.direct })}{each.unmatched > 0 && <> <Badge glyph="warn">{words.unmatched({ count: each.unmatched })}</Badge></>}</span>}</> },
    { id: 'missing', head: words.missing, cell: (each) => <Num value={each.missing} /> },
    { id: 'words', head: words.words, cell: (each) => (['consumer', 'provider'] as const).map((side) => <span key={side} className="sub">{words.side[side]} <WordBadge word={each.words[side]} /></span>) },
  ];
}
