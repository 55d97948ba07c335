import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agencyLimitsQuery, registrationTokensQuery, type AgencyLimit, type RegistrationToken } from '../../api/service-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import { RegistrationDialog, type Issued } from './registration-dialog.tsx';

/** What services each agency may register, and the tokens with which its programs do so by themselves. */
export function LimitsPage() {
  const words = useMessages();
  const { limits } = words.services;
  return (
    <Page title={limits.title} crumbs={[words.shell.navGroups.administration, <PageLink key="services" to="/services">{words.services.title}</PageLink>, limits.title]}>
      <PageHead title={limits.title} lead={limits.lead} />
      <Limits />
      <Tokens />
    </Page>
  );
}

function Limits() {
  const { services: { limits: words }, admin } = useMessages();
  const may = useMay();
  const agencyName = useAgencyName();
  const query = useQuery(agencyLimitsQuery());
  const [open, setOpen] = useState<AgencyLimit | 'new' | null>(null);
  const sets = may('signon.set-agency-limit');
  const columns: TableColumn<AgencyLimit>[] = [
    { id: 'agency', head: admin.agency, cell: (each) => agencyName(each.agencyId) },
    { id: 'count', head: words.used, numeric: true, cell: (each) => <><Num value={each.clients} /> / <Num value={each.maxClients} /></> },
    { id: 'hosts', head: words.hosts, cell: (each) => <code className="secret-text">{each.redirectHosts.join(' ')}</code> },
    { id: 'scopes', head: words.scopes, cell: (each) => <code className="secret-text">{each.scopes.join(' ')}</code> },
    ...(sets ? [{ id: 'actions', head: admin.actions, cell: (each: AgencyLimit) => <Button look="small" onPress={() => setOpen(each)}>{admin.change}<span className="sr"> {agencyName(each.agencyId)}</span></Button> }] : []),
  ];
  return (
    <Section title={words.limits} note={words.limitsNote} aside={sets && <Button look="small" onPress={() => setOpen('new')}>{words.set}</Button>}>
      <Loaded query={query} label={words.loading} lines={3}>{(items) => (items.length === 0 ? <p className="soft">{words.noLimits}</p> : <DataTable caption={words.limits} columns={columns} rows={items} rowKey={(each) => each.agencyId} rowHead="agency" />)}</Loaded>
      {open && <LimitDialog limit={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Tokens() {
  const { services: { limits: words } } = useMessages();
  const may = useMay();
  const query = useQuery(registrationTokensQuery());
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [revoking, setRevoking] = useState<RegistrationToken | null>(null);
  const columns = useTokenColumns(setRevoking);
  return (
    <Section title={words.tokens} note={words.tokensNote} aside={may('signon.issue-registration-tokens') && <Button look="small" onPress={() => setIssuing(true)}>{words.issue}</Button>}>
      {issued && <ShownOnce title={words.issued} text={issued.token} onKept={() => setIssued(null)}><p className="t14">{words.registrationUrl} <code className="secret-text">{issued.registrationUrl}</code></p></ShownOnce>}
      <Loaded query={query} label={words.loading} lines={3}>{(items) => (items.length === 0 ? <p className="soft">{words.noTokens}</p> : <DataTable caption={words.tokens} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="agency" />)}</Loaded>
      {issuing && <RegistrationDialog onIssued={setIssued} onClose={() => setIssuing(false)} />}
      {revoking && <Revoke token={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  );
}

function useTokenColumns(onRevoke: (token: RegistrationToken) => void): TableColumn<RegistrationToken>[] {
  const { services: { limits: words }, admin } = useMessages();
  const may = useMay();
  const agencyName = useAgencyName();
  const over = (each: RegistrationToken) => each.revokedAt !== null || Date.parse(each.expiresAt) < Date.now();
  return [
    { id: 'agency', head: admin.agency, cell: (each) => <>{agencyName(each.agencyId)}<span className="sub">{words.number({ id: each.id })}</span></> },
    { id: 'state', head: admin.state, cell: (each) => <Badge glyph={over(each) ? 'idle' : 'ok'}>{each.revokedAt ? words.revoked : over(each) ? words.expired : words.works}</Badge> },
    { id: 'until', head: admin.until, cell: (each) => <ThaiDate iso={each.expiresAt} style="withTime" /> },
    { id: 'clients', head: words.registered, numeric: true, cell: (each) => <Num value={each.clients} /> },
    { id: 'by', head: admin.by, cell: (each) => <>{each.createdBy}<span className="sub"><ThaiDate iso={each.createdAt} /></span></> },
    ...(may('signon.issue-registration-tokens') ? [{ id: 'actions', head: admin.actions, cell: (each: RegistrationToken) => (over(each) ? '–' : <Button look={['small', 'danger']} onPress={() => onRevoke(each)}>{words.revoke}<span className="sr"> {words.number({ id: each.id })}</span></Button>) }] : []),
  ];
}

function Revoke({ token, onClose }: { token: RegistrationToken; onClose: () => void }) {
  const { limits: words } = useMessages().services;
  const acting = useAct(() => told(api.DELETE('/api/v1/agency-registrations/{number}', { params: { path: { number: token.id } } })), words.revoked, onClose);
  return <SureDialog title={`${words.revoke} ${words.number({ id: token.id })}`} why={words.revokeWhy} verb={words.revoke} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
