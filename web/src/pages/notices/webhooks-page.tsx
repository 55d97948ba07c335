import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { webhooksQuery, type Webhook, type Webhooks } from '../../api/notice-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import './notices.css';
import { DeliveriesDialog, RemoveWebhookDialog, WebhookDialog } from './webhook-dialogs.tsx';

type Open = { what: 'new' } | { what: 'change' | 'remove' | 'deliveries'; webhook: Webhook };

/** Systems of agencies that notices are sent to, signed as Standard Webhooks says. */
export function WebhooksPage() {
  const words = useMessages();
  const { notices } = words;
  const hooks = notices.hooks;
  const lang = useLang();
  const query = useQuery(webhooksQuery());
  const manages = useMay()('notices.manage-webhooks');
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const trying = useMutation({ mutationFn: (webhook: Webhook) => told(api.POST('/api/v1/notices/webhooks/{id}/test', { params: { path: { id: webhook.id } } })) });
  const rotating = useAct((webhook: Webhook) => told(api.POST('/api/v1/notices/webhooks/{id}/secret', { params: { path: { id: webhook.id } } })), hooks.rotated, setSecret);
  const close = () => setOpen(null);
  return (
    <Page title={hooks.title} crumbs={[words.shell.navGroups.mine, <PageLink key="all" to="/notices">{notices.title}</PageLink>, hooks.title]}>
      <PageHead title={hooks.title} lead={hooks.lead} actions={manages ? <Button look="primary" onPress={() => setOpen({ what: 'new' })}><Icon name="plus" />{hooks.add}</Button> : undefined} />
      {secret && <ShownOnce title={hooks.secretOf({ name: secret.name })} text={secret.secret} note={hooks.secretOnce} level={2} onKept={() => setSecret(null)}><p className="t14">{hooks.secretWhy}</p></ShownOnce>}
      {trying.data && <Callout tone={trying.data.ok ? 'ok' : 'warn'} title={trying.data[lang]} alert />}
      {(trying.isError || rotating.isError) && <ProblemView error={trying.error ?? rotating.error} />}
      <section className="section" aria-label={hooks.title}>
        <Loaded query={query} label={hooks.loading} lines={4}>
          {(data) => (data.items.length === 0 ? <Empty level={2} icon="link" title={hooks.none}>{hooks.noneWhy}</Empty>
            : <Hooks data={data} manages={manages} onOpen={setOpen} onTry={(webhook) => trying.mutate(webhook)} onRotate={(webhook) => rotating.mutate(webhook)} />)}
        </Loaded>
      </section>
      {query.data && open?.what === 'new' && <WebhookDialog kinds={query.data.kinds} onClose={close} onMade={setSecret} />}
      {query.data && open?.what === 'change' && <WebhookDialog webhook={open.webhook} kinds={query.data.kinds} onClose={close} onMade={setSecret} />}
      {open?.what === 'remove' && <RemoveWebhookDialog webhook={open.webhook} onClose={close} />}
      {open?.what === 'deliveries' && <DeliveriesDialog webhook={open.webhook} onClose={close} />}
    </Page>
  );
}

function Hooks({ data, manages, onOpen, onTry, onRotate }: { data: Webhooks; manages: boolean; onOpen: (open: Open) => void; onTry: (webhook: Webhook) => void; onRotate: (webhook: Webhook) => void }) {
  const { notices: { hooks: words } } = useMessages();
  const lang = useLang();
  const nameOf = useAgencyName();
  const kindOf = (kind: string) => data.kinds.find((each) => each.kind === kind)?.name[lang] ?? kind;
  const columns: TableColumn<Webhook>[] = [
    { id: 'name', head: words.name, className: 'wide', cell: (hook) => <><b>{hook.name}</b><span className="sub t13 muted">{hook.url}</span></> },
    { id: 'agency', head: words.agency, cell: (hook) => nameOf(hook.agencyId) },
    { id: 'kinds', head: words.kinds, cell: (hook) => (hook.kinds.length === 0 ? words.everyKind : hook.kinds.map(kindOf).join(', ')) },
    { id: 'state', head: words.state, cell: (hook) => <State hook={hook} /> },
    { id: 'sent', head: words.lastSent, cell: (hook) => <><ThaiDate iso={hook.lastSentAt} near />{hook.waiting > 0 && <span className="sub t13 muted">{words.waiting({ count: hook.waiting })}</span>}</> },
    { id: 'actions', head: words.actions, cell: (hook) => (
      <div className="row">
        <Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'deliveries', webhook: hook })}>{words.deliveries}<span className="sr"> {hook.name}</span></Button>
        {manages && <><Button look={['quiet', 'small']} onPress={() => onTry(hook)}>{words.try}<span className="sr"> {hook.name}</span></Button><Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'change', webhook: hook })}>{words.change}<span className="sr"> {hook.name}</span></Button>
          <Button look={['quiet', 'small']} onPress={() => onRotate(hook)}>{words.rotate}<span className="sr"> {hook.name}</span></Button><Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'remove', webhook: hook })}>{words.remove}<span className="sr"> {hook.name}</span></Button></>}
      </div>
    ) },
  ];
  return <DataTable caption={words.title} columns={columns} rows={data.items} rowKey={(hook) => hook.id} rowHead="name" />;
}

function State({ hook }: { hook: Webhook }) {
  const { notices: { hooks: words } } = useMessages();
  if (!hook.enabled) return <><Badge glyph="held">{words.stopped}</Badge>{hook.disabledWhy && <span className="sub t13 muted">{words.stoppedWhy[hook.disabledWhy] ?? hook.disabledWhy}</span>}</>;
  if (hook.failingSince) return <><Badge glyph="warn">{words.failing}</Badge>{hook.lastError && <span className="sub t13 muted">{hook.lastError}</span>}</>;
  return <><Badge glyph="ok">{words.working}</Badge>{hook.formerSecretUntil && <span className="sub t13 muted">{words.twoSecrets} <ThaiDate iso={hook.formerSecretUntil} style="withTime" /></span>}</>;
}
