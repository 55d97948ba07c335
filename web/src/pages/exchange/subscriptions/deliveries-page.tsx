import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import { eventDeliveriesQuery, subscriptionsQuery, type EventDelivery, type Subscription } from '../../../api/exchange-use-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { Segmented } from '../../../ui/segmented.tsx';

const shown = ['all', 'dead', 'waiting', 'taken', 'let-go'] as const;

/** Events on their way to one system: taken, waiting, not taken. */
export function EventDeliveriesPage() {
  const { events: words, shell } = useMessages();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const before = textOf(search['before']);
  const query = useQuery(eventDeliveriesQuery(id, { ...(show !== 'all' && { show }), ...(before && { before: Number(before) }) }));
  const manages = useMay()('events.keep-subscriptions');
  const resending = useAct(() => told(api.POST('/api/v1/events/subscriptions/{id}/resend', { params: { path: { id } }, body: {} })), words.resent);
  const [lettingGo, setLettingGo] = useState(false);
  const of = query.data?.subscription;
  const unavailable = !manages ? words.readOnly : of && of.dead === 0 ? words.nothingDead : null;
  const title = of ? words.history(of) : words.deliveries;
  return (
    <Page title={title} crumbs={[shell.navGroups.exchange, <PageLink key="all" to="/exchange/subscriptions">{words.title}</PageLink>, of?.name ?? words.deliveries]}>
      <PageHead title={title} lead={of && <Rich text={words.historyLead(of)} />} actions={<>
        <Button unavailable={unavailable} onPress={() => setLettingGo(true)}>{words.letGo}</Button>
        <Button look="primary" isPending={resending.isPending} unavailable={unavailable} onPress={() => resending.mutate()}>{words.resend}</Button>
      </>} />
      {resending.isError && <ProblemView error={resending.error} />}
      {lettingGo && of && <LetGoDialog of={of} onClose={() => setLettingGo(false)} />}
      <div className="filters no-print"><Segmented label={words.show} value={show} options={shown.map((value) => ({ value, label: words.shown[value] ?? value }))} onChange={(value) => change({ show: value === 'all' ? undefined : value, before: undefined })} /></div>
      <section className="section" aria-label={words.deliveries}>
        <Loaded query={query} label={words.loading} lines={6}>
          {(data) => (
            <>
              {data.items.length === 0 ? <Empty level={2} icon="inbox" title={words.noDeliveries}>{words.noDeliveriesWhy}</Empty> : <Table rows={data.items} />}
              <div className="row no-print">
                {before && <Button onPress={() => change({ before: undefined })}>{words.newest}</Button>}
                {data.next !== null && <Button onPress={() => change({ before: String(data.next) })}>{words.older}</Button>}
              </div>
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

/** Says why what was not taken need not be sent again. */
function LetGoDialog({ of, onClose }: { of: Subscription; onClose: () => void }) {
  const { events: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/events/subscriptions/{id}/let-go', { params: { path: { id: of.id } }, body: { reason } })), words.letGone, onClose);
  return <ReasonDialog title={words.letGoAll({ count: of.dead })} verb={words.letGo} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.letGoWhy}</p></ReasonDialog>;
}

function Table({ rows }: { rows: EventDelivery[] }) {
  const { events: words } = useMessages();
  const lang = useLang();
  const { data } = useQuery(subscriptionsQuery());
  const nameOf = (type: string) => data?.types.find((each) => each.type === type)?.name[lang] ?? type;
  const columns: TableColumn<EventDelivery>[] = [
    { id: 'event', head: words.event, className: 'wide', cell: (row) => <>{nameOf(row.type)}<span className="sub t13 muted">{row.subject}</span></> },
    { id: 'when', head: words.when, cell: (row) => <ThaiDate iso={row.happenedAt} style="withTime" /> },
    { id: 'outcome', head: words.outcome, cell: (row) => <Outcome row={row} /> },
  ];
  return <DataTable caption={words.deliveries} columns={columns} rows={rows} rowKey={(row) => row.id} rowHead="event" />;
}

function Outcome({ row }: { row: EventDelivery }) {
  const { events: words } = useMessages();
  const say = useSay();
  const outcomes = { taken: ['ok', words.isTaken], dead: ['bad', words.isDead], 'let-go': ['idle', words.isLetGo], waiting: ['run', words.isWaiting] } as const;
  const [glyph, word] = outcomes[(row.outcome ?? 'waiting') as keyof typeof outcomes];
  return (
    <>
      <Badge glyph={glyph}>{word}</Badge>
      <span className="sub t13 muted">{words.tried({ count: row.attempts })}{row.lastStatus !== null && ` · HTTP ${row.lastStatus}`}{row.lastErrorEn && ` · ${say(row, 'lastError')}`}{row.nextAt && <> · {words.next} <ThaiDate iso={row.nextAt} style="withTime" /></>}</span>
      {row.letGo && <span className="sub t13 muted">{words.letGoBy(row.letGo)}</span>}
    </>
  );
}
