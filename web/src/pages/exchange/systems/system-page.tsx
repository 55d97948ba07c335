import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { exchangeSystemQuery, type SystemKey, type SystemPage as Shown } from '../../../api/system-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EdgeSection } from '../edge/edge-section.tsx';
import { AddKeyDialog } from './add-key-dialog.tsx';
import { CredentialsSection } from './credentials-section.tsx';
import { KeyState, SystemState } from './looks.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SystemDialog } from './system-dialog.tsx';

/** One system: its keys, their history, what it offers. */
export function SystemPage() {
  const { agency, code } = useParams({ strict: false }) as { agency: string; code: string };
  const words = useMessages();
  const say = useSay();
  const query = useQuery(exchangeSystemQuery(agency, code));
  const title = query.data ? say(query.data, 'name') : code;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/systems">{words.systems.title}</PageLink>, title]}>
      {!query.data && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.systems.loading} lines={8}>{(system) => <Body system={system} />}</Loaded>
    </Page>
  );
}

function Body({ system }: { system: Shown }) {
  const { systems: words } = useMessages();
  const say = useSay();
  const [dialog, setDialog] = useState<'change' | 'add' | SystemKey | null>(null);
  const close = () => setDialog(null);
  const locked = !system.mayKeep || system.state === 'ended';
  return (
    <>
      <PageHead title={say(system, 'name')} kicker={<><SystemState state={system.state} /><Badge>{words.kinds[system.kind]}</Badge></>} lead={say(system.agency, 'name')}
        actions={<><Button isDisabled={locked} onPress={() => setDialog('change')}>{words.changeSystem}</Button><Button look="primary" isDisabled={locked} onPress={() => setDialog('add')}>{words.addKey}</Button></>}>
        {!system.mayKeep && <p className="t14 muted">{words.mayNot}</p>}
      </PageHead>
      <Facts system={system} />
      <Section id="keys" title={words.keyList}><Keys system={system} onRevoke={setDialog} /></Section>
      <CredentialsSection system={system} />
      <Section id="services" title={words.services}>
        {system.serviceList.length === 0 ? <p className="t14 muted">{words.noServices}</p>
          : <ul className="plain-list">{system.serviceList.map((each) => <li key={each.slug}><PageLink to={`/exchange/services/${each.slug}`}>{say(each, 'title')}</PageLink></li>)}</ul>}
      </Section>
      <EdgeSection system={system.path} />
      <Section id="history" title={words.history} note={words.historyNote}><History system={system} /></Section>
      {dialog === 'change' && <SystemDialog system={system} onClose={close} />}
      {dialog === 'add' && <AddKeyDialog system={system} onClose={close} />}
      {dialog !== null && typeof dialog === 'object' && <RevokeDialog system={system} shown={dialog} onClose={close} />}
    </>
  );
}

function Facts({ system }: { system: Shown }) {
  const { systems: words } = useMessages();
  return (
    <dl className="facts">
      <Fact name={words.path}><code>{system.path}</code></Fact>
      <Fact name={words.minAssurance}>{words.assurance[system.minAssurance]}</Fact>
      {system.clientId && <Fact name={words.client}><code>{system.clientId}</code></Fact>}
      {system.contact && <Fact name={words.contact}>{system.contact}</Fact>}
    </dl>
  );
}

function Keys({ system, onRevoke }: { system: Shown; onRevoke: (key: SystemKey) => void }) {
  const { systems: words } = useMessages();
  if (system.keyList.length === 0) return <Empty icon="key" title={words.noKeys}>{words.noKeysWhy}</Empty>;
  const isOver = (each: SystemKey) => each.state === 'revoked' || each.state === 'expired';
  const columns: TableColumn<SystemKey>[] = [
    { id: 'kid', head: words.kid, className: 'wide', cell: (each) => <><code className="secret-text">{each.kid}</code>{each.note && <span className="sub t13 muted">{each.note}</span>}</> },
    { id: 'algorithm', head: words.algorithm, cell: (each) => <code>{each.algorithm}</code> },
    { id: 'custody', head: words.custody, cell: (each) => words.custodies[each.custody] ?? each.custody },
    { id: 'validity', head: words.validity, cell: (each) => <><ThaiDate iso={each.notBefore} /> – <ThaiDate iso={each.revokedAt ?? each.notAfter} /></> },
    { id: 'state', head: words.state, cell: (each) => <KeyState state={each.state} /> },
    { id: 'actions', head: words.actions, cell: (each) => <span title={isOver(each) ? words.keyEnded : undefined}><Button look="small" isDisabled={!system.mayKeep || isOver(each)} onPress={() => onRevoke(each)}>{words.revoke}<span className="sr"> {each.kid}</span></Button></span> },
  ];
  return <DataTable caption={words.keyList} columns={columns} rows={system.keyList} rowKey={(each) => each.kid} rowHead="kid" />;
}

function History({ system }: { system: Shown }) {
  const { systems: words } = useMessages();
  const columns: TableColumn<Shown['history'][number]>[] = [
    { id: 'when', head: words.when, cell: (line) => <ThaiDate iso={line.at} style="withTime" /> },
    { id: 'what', head: words.what, cell: (line) => <>{words.happenings[line.what] ?? line.what}{line.kid && <span className="sub t13 muted"><code className="secret-text">{line.kid}</code></span>}</> },
    { id: 'by', head: words.by, cell: (line) => line.by },
    { id: 'reason', head: words.reason, className: 'wide', cell: (line) => line.reason ? <span className="secret-text">{line.reason}</span> : <span className="off">–</span> },
  ];
  return <DataTable caption={words.history} columns={columns} rows={system.history} rowKey={(line) => `${line.at} ${line.what} ${line.kid ?? ''}`} rowHead="when" />;
}
