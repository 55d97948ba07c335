import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { upstreamSetupsQuery, type UpstreamSetup } from '../../api/upstream-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SecurityFrame } from '../security/security-frame.tsx';
import { ChangeUpstreamDialog, DisableDialog, NewUpstreamDialog, SecretDialog } from './upstream-dialogs.tsx';
import { draftOf, hasSecretOf } from './upstream-draft.ts';
import { TriedSteps, useTry } from './tried-steps.tsx';

type Deed = 'change' | 'secret' | 'disable';
type Act = (deed: Deed | 'enable' | 'try', upstream: UpstreamSetup) => void;

/** Outside identity systems: ThaiD, OpenID and SAML providers, and directories of agencies. */
export function UpstreamsPage() {
  const words = useMessages().upstreams;
  const may = useMay();
  const query = useQuery(upstreamSetupsQuery());
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ deed: Deed; upstream: UpstreamSetup } | null>(null);
  const enabling = useAct((id: string) => told(api.POST('/api/v1/upstreams/{id}/enable', { params: { path: { id } } })), words.enabled);
  const trying = useTry();
  const columns = useColumns((deed, upstream) => {
    if (deed === 'enable') enabling.mutate(upstream.id);
    else if (deed === 'try') trying.mutate(upstream);
    else setOpen({ deed, upstream });
  });
  const add = may('identity.manage-upstreams') ? <Button look="primary" onPress={() => setAdding(true)}><Icon name="plus" />{words.add}</Button> : undefined;
  const close = () => setOpen(null);
  const standing = open && draftOf(open.upstream);
  return (
    <SecurityFrame title={words.title} lead={words.lead} actions={add}>
      <section className="section" aria-label={words.caption}>
        <TriedSteps trying={trying} />
        {enabling.isError && <ProblemView error={enabling.error} />}
        <Loaded query={query} label={words.loading} lines={5}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="key" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
        </Loaded>
      </section>
      {adding && <NewUpstreamDialog onClose={() => setAdding(false)} />}
      {open?.deed === 'change' && standing && <ChangeUpstreamDialog standing={standing} upstream={open.upstream} onClose={close} />}
      {open?.deed === 'secret' && standing && <SecretDialog standing={standing} upstream={open.upstream} onClose={close} />}
      {open?.deed === 'disable' && <DisableDialog upstream={open.upstream} onClose={close} />}
    </SecurityFrame>
  );
}

function useColumns(onAct: Act): TableColumn<UpstreamSetup>[] {
  const { upstreams: words, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  const columns: TableColumn<UpstreamSetup>[] = [
    { id: 'name', head: words.system, cell: (each) => <>{say(each, 'name')}<span className="sub">{words.kinds[each.kind] ?? each.kind} · <code>{each.id}</code></span></> },
    { id: 'state', head: admin.state, cell: (each) => <State upstream={each} /> },
    { id: 'where', head: words.where, cell: (each) => <Where upstream={each} /> },
    { id: 'changed', head: words.changed, cell: (each) => <><ThaiDate iso={each.changedAt} near /><span className="sub">{each.changedBy}</span></> },
  ];
  return may('identity.manage-upstreams') ? [...columns, { id: 'actions', head: admin.actions, cell: (each) => <Deeds upstream={each} onAct={onAct} /> }] : columns;
}

function Deeds({ upstream, onAct }: { upstream: UpstreamSetup; onAct: Act }) {
  const { upstreams: words, admin } = useMessages();
  const name = <span className="sr"> {useSay()(upstream, 'name')}</span>;
  return (
    <div className="row">
      <Button look="small" onPress={() => onAct('try', upstream)}>{words.try}{name}</Button>
      <Button look="small" onPress={() => onAct('change', upstream)}>{admin.change}{name}</Button>
      {hasSecretOf(upstream.kind) && <Button look="small" onPress={() => onAct('secret', upstream)}>{words.setSecret}{name}</Button>}
      {upstream.enabled
        ? <Button look={['small', 'danger']} onPress={() => onAct('disable', upstream)}>{words.disable}{name}</Button>
        : <Button look="small" onPress={() => onAct('enable', upstream)}>{words.enable}{name}</Button>}
    </div>
  );
}

function State({ upstream }: { upstream: UpstreamSetup }) {
  const words = useMessages().upstreams;
  const lacksSecret = !upstream.hasSecret && hasSecretOf(upstream.kind);
  const glyph = !upstream.enabled ? 'idle' : upstream.lastError || lacksSecret ? 'warn' : 'ok';
  return (
    <>
      <Badge glyph={glyph}>{!upstream.enabled ? words.off : upstream.lastError ? words.trouble : words.on}</Badge>
      {lacksSecret && <span className="sub">{words.noSecret}</span>}
      {upstream.lookedAt && <span className="sub">{words.looked} <ThaiDate iso={upstream.lookedAt} style="withTime" /></span>}
      {upstream.lastError && <span className="sub secret-text">{upstream.lastError}</span>}
    </>
  );
}

function Where({ upstream }: { upstream: UpstreamSetup }) {
  const { upstreams: words, shell, signIn } = useMessages();
  const agencyName = useAgencyName();
  const { settings } = upstream;
  if ('url' in settings) return <><code className="secret-text">{settings.url}</code><span className="sub">{agencyName(settings.agencyId)}</span></>;
  return (
    <>
      <code className="secret-text">{settings.issuer}</code> {settings.issuer.startsWith(`${location.origin}/`) && <Badge>{signIn.upstream.simulated}</Badge>}
      <span className="sub">{words.callback}: <code className="secret-text">{upstream.callbackUrl}</code></span>
      <span className="sub">{words.callbackWhy} <CopyButton text={upstream.callbackUrl} label={shell.copy} done={shell.copied} /></span>
      {upstream.metadataUrl && <span className="sub">{words.metadataUrl}: <code className="secret-text">{upstream.metadataUrl}</code> <CopyButton text={upstream.metadataUrl} label={words.copyMetadata} done={shell.copied} /></span>}
    </>
  );
}
