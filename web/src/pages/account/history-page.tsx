import { useQuery } from '@tanstack/react-query';
import type { SignInEvent } from '../../api/identity-types.ts';
import type { Page as Rows } from '../../api/types.ts';
import { myHistoryQuery } from '../../api/session-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { agentName } from './agent-name.ts';
import { AlarmsSection } from './alarms-section.tsx';
import { outcomeGlyph } from './outcome-mark.ts';

/** Every use of this account and every try, with what looks unusual first. */
export function HistoryPage() {
  const words = useMessages();
  const { history } = words.account;
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const query = useQuery(myHistoryQuery(trail.at(-1)));
  return (
    <Page title={history.title} crumbs={[words.shell.navGroups.mine, <PageLink key="account" to="/account">{words.account.title}</PageLink>, history.title]}>
      <PageHead title={history.title} lead={history.lead} />
      <AlarmsSection />
      <section className="section" aria-label={history.caption}>
        <Loaded query={query} label={history.loading} lines={8}>{(page) => <Events page={page} trail={trail} onTrail={(next) => change({ cursor: next })} />}</Loaded>
      </section>
    </Page>
  );
}

const pageSize = 50;

function Events({ page, trail, onTrail }: { page: Rows<SignInEvent>; trail: string[]; onTrail: (trail: string[]) => void }) {
  const words = useMessages().account.history;
  const columns = useColumns();
  if (page.items.length === 0) return <Empty level={2} icon="inbox" title={words.none}>{words.noneWhy}</Empty>;
  const before = trail.length * pageSize;
  return (
    <>
      <DataTable caption={words.caption} columns={columns} rows={page.items} rowKey={(each) => each.id} rowHead="at" />
      <Pager trail={trail} nextCursor={page.nextCursor} said={words.range({ from: before + 1, to: before + page.items.length })} onChange={onTrail} />
    </>
  );
}

function useColumns(): TableColumn<SignInEvent>[] {
  const words = useMessages().account;
  const { history, sessions } = words;
  return [
    { id: 'at', head: history.at, cell: (event) => <ThaiDate iso={event.at} style="withTime" /> },
    { id: 'outcome', head: history.outcome, cell: (event) => <Badge glyph={outcomeGlyph(event.outcome)}>{history.outcomes[event.outcome] ?? event.outcome}</Badge> },
    { id: 'how', head: history.how, cell: (event) => event.methods.map((method) => sessions.methods[method] ?? method).join(' + ') || '–' },
    { id: 'where', head: history.where, cell: (event) => <>{agentName(event.agent) ?? sessions.unknownDevice}{event.address && <span className="sub num">{event.address}</span>}</> },
  ];
}
