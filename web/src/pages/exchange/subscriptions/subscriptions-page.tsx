import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import { subscriptionsQuery, type Subscription, type Subscriptions } from '../../../api/exchange-use-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';
import { ShownOnce } from '../../../ui/shown-once.tsx';
import { RemoveSubscriptionDialog, SubscriptionDialog } from './subscription-dialogs.tsx';

type Open = { what: 'new' } | { what: 'change' | 'remove'; subscription: Subscription };

/** Systems of agencies that events are sent to. */
export function SubscriptionsPage() {
  const { events: words, shell } = useMessages();
  const lang = useLang();
  const query = useQuery(subscriptionsQuery());
  const manages = useMay()('events.keep-subscriptions');
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const trying = useMutation({ mutationFn: (each: Subscription) => told(api.POST('/api/v1/events/subscriptions/{id}/test', { params: { path: { id: each.id } } })) });
  const rotating = useAct((each: Subscription) => told(api.POST('/api/v1/events/subscriptions/{id}/secret', { params: { path: { id: each.id } } })), words.rotated, setSecret);
  const close = () => setOpen(null);
  return (
    <Page title={words.title} crumbs={[shell.navGroups.exchange, words.title]}>
      <PageHead title={words.title} lead={words.lead} actions={<Button look="primary" unavailable={manages ? null : words.readOnly} onPress={() => setOpen({ what: 'new' })}><Icon name="plus" />{words.add}</Button>} />
      {secret && <ShownOnce title={words.secretOf({ name: secret.name })} text={secret.secret} note={words.secretOnce} level={2} onKept={() => setSecret(null)}><p className="t14">{words.secretWhy}</p></ShownOnce>}
      {trying.data && <Callout tone={trying.data.ok ? 'ok' : 'warn'} title={trying.data[lang]} alert />}
      {(trying.isError || rotating.isError) && <ProblemView error={trying.error ?? rotating.error} />}
      <section className="section" aria-label={words.title}>
        <Loaded query={query} label={words.loading} lines={4}>
          {(data) => (data.items.length === 0 ? <Empty level={2} icon="link" title={words.none}>{words.noneWhy}</Empty> : <Table data={data} manages={manages} onOpen={setOpen} onTry={(each) => trying.mutate(each)} onRotate={(each) => rotating.mutate(each)} />)}
        </Loaded>
      </section>
      <Section title={words.feed.title} note={words.feed.how}><div className="code"><pre tabIndex={0} aria-label={words.feed.title}>{'GET /api/v1/events/feed?after=0&wait=25\nauthorization: Bearer …'}</pre></div></Section>
      {query.data && open?.what === 'new' && <SubscriptionDialog data={query.data} onClose={close} onMade={setSecret} />}
      {query.data && open?.what === 'change' && <SubscriptionDialog subscription={open.subscription} data={query.data} onClose={close} onMade={setSecret} />}
      {open?.what === 'remove' && <RemoveSubscriptionDialog subscription={open.subscription} onClose={close} />}
    </Page>
  );
}

function Table({ data, manages, onOpen, onTry, onRotate }: { data: Subscriptions; manages: boolean; onOpen: (open: Open) => void; onTry: (each: Subscription) => void; onRotate: (each: Subscription) => void }) {
  const { events: words } = useMessages();
  const lang = useLang();
  const nameOf = useAgencyName();
  const typeOf = (type: string) => data.types.find((each) => each.type === type)?.name[lang] ?? type;
  const columns: TableColumn<Subscription>[] = [
    { id: 'name', head: words.name, className: 'wide', cell: (row) => <><b>{row.name}</b><span className="sub t13 muted">{row.url}</span></> },
    { id: 'agency', head: words.agency, cell: (row) => nameOf(row.agencyId) },
    { id: 'types', head: words.types, cell: (row) => (row.types.length === 0 ? words.everyType : row.types.map(typeOf).join(', ')) },
    { id: 'state', head: words.state, cell: (row) => <State row={row} /> },
    { id: 'sent', head: words.lastSent, cell: (row) => <><ThaiDate iso={row.lastSentAt} near />{row.waiting > 0 && <span className="sub t13"><PageLink to={`/exchange/subscriptions/${row.id}`} search={{ show: 'waiting' }}>{words.waiting({ count: row.waiting })}</PageLink></span>}{row.dead > 0 && <span className="sub t13"><PageLink to={`/exchange/subscriptions/${row.id}`} search={{ show: 'dead' }}>{words.dead({ count: row.dead })}</PageLink></span>}</> },
    { id: 'actions', head: words.actions, cell: (row) => (
      <div className="row">
        <PageLink className="btn btn-quiet btn-sm" to={`/exchange/subscriptions/${row.id}`}>{words.deliveries}<span className="sr"> {row.name}</span></PageLink>
        {manages && <><Button look={['quiet', 'small']} onPress={() => onTry(row)}>{words.try}<span className="sr"> {row.name}</span></Button><Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'change', subscription: row })}>{words.change}<span className="sr"> {row.name}</span></Button>
          <Button look={['quiet', 'small']} onPress={() => onRotate(row)}>{words.rotate}<span className="sr"> {row.name}</span></Button><Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'remove', subscription: row })}>{words.remove}<span className="sr"> {row.name}</span></Button></>}
      </div>
    ) },
  ];
  return <DataTable caption={words.title} columns={columns} rows={data.items} rowKey={(row) => row.id} rowHead="name" />;
}

export function State({ row }: { row: Subscription }) {
  const { events: words } = useMessages();
  const say = useSay();
  if (!row.enabled) return <><Badge glyph="held">{words.resting}</Badge>{row.restingWhy && <span className="sub t13 muted">{words.restingWhy[row.restingWhy] ?? row.restingWhy}</span>}</>;
  if (row.failingSince) return <><Badge glyph="warn">{words.failing}</Badge>{row.lastErrorEn && <span className="sub t13 muted">{say(row, 'lastError')}</span>}</>;
  return <><Badge glyph="ok">{words.working}</Badge>{row.formerSecretUntil && <span className="sub t13 muted">{words.twoSecrets} <ThaiDate iso={row.formerSecretUntil} style="withTime" /></span>}</>;
}
