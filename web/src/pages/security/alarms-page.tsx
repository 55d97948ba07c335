import { useQuery } from '@tanstack/react-query';
import { alarmsQuery, type HouseAlarm } from '../../api/security-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SecurityFrame } from './security-frame.tsx';

const pageSize = 50;

/** What looked unusual about any account. */
export function AlarmsPage() {
  const { security: { alarms: words }, admin } = useMessages();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const query = useQuery(alarmsQuery(Number(trail.at(-1) ?? 0)));
  const columns = useColumns();
  const before = trail.length * pageSize;
  return (
    <SecurityFrame title={words.title} lead={words.lead}>
      <section className="section" aria-label={words.caption}>
        <Loaded query={query} label={words.loading}>
          {({ items, nextCursor }) => (items.length === 0 ? <Empty level={2} icon="alert" title={words.none}>{words.noneWhy}</Empty> : (
            <>
              <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="at" />
              <Pager trail={trail} nextCursor={nextCursor === null ? null : String(nextCursor)} said={admin.range({ from: before + 1, to: before + items.length })} onChange={(next) => change({ cursor: next })} />
            </>
          ))}
        </Loaded>
      </section>
    </SecurityFrame>
  );
}

function useColumns(): TableColumn<HouseAlarm>[] {
  const { security: { alarms: words }, account: { history } } = useMessages();
  return [
    { id: 'at', head: words.at, cell: (alarm) => <ThaiDate iso={alarm.at} style="withTime" /> },
    { id: 'kind', head: words.kind, cell: (alarm) => <Badge glyph={alarm.seenAt ? 'idle' : 'warn'}>{history.alarms.kinds[alarm.kind] ?? alarm.kind}</Badge> },
    { id: 'account', head: words.account, cell: (alarm) => <PageLink className="plain" to={`/accounts/${alarm.accountId}`}>{alarm.displayName}</PageLink> },
    { id: 'seen', head: words.seen, cell: (alarm) => (alarm.seenAt ? <ThaiDate iso={alarm.seenAt} near /> : <span className="muted">{words.notSeen}</span>) },
  ];
}
