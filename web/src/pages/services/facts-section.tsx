import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, told } from '../../api/client.ts';
import { systemQuery } from '../../api/queries.ts';
import type { Service } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { changeOf, draftOf, faultsOf } from './service-draft.ts';
import { ServiceForm } from './service-form.tsx';

/** What is registered about a service, and the form to change it. */
export function FactsSection({ service }: { service: Service }) {
  const words = useMessages().services;
  const may = useMay();
  const [changing, setChanging] = useState(false);
  return (
    <Section id="facts" title={words.facts.title} aside={!changing && may('signon.manage-clients') && <Button look="small" onPress={() => setChanging(true)}>{words.deeds.change}</Button>}>
      {changing ? <ChangeForm service={service} onClose={() => setChanging(false)} /> : <div className="panel"><div className="body"><Facts service={service} /></div></div>}
    </Section>
  );
}

function Facts({ service }: { service: Service }) {
  const { services: words, shell } = useMessages();
  const { facts, form } = words;
  const { data: system } = useQuery(systemQuery());
  const issuer = `${system?.publicUrl ?? location.origin}/oidc`;
  const rows: [string, ReactNode][] = [
    [facts.clientId, <span key="id" className="row"><code>{service.id}</code><CopyButton text={service.id} label={shell.copy} done={shell.copied} /></span>],
    [facts.issuer, <span key="issuer" className="row"><code className="secret-text">{issuer}</code><CopyButton text={issuer} label={shell.copy} done={shell.copied} /></span>],
    [words.tier, words.tiers[service.tier] ?? service.tier], [form.homeUrl, <Lines key="home" lines={service.homeUrl ? [service.homeUrl] : []} />],
    [form.redirectUris, <Lines key="redirect" lines={service.redirectUris} />], [form.postLogout, <Lines key="post" lines={service.postLogoutRedirectUris} />], [form.backchannel, <Lines key="back" lines={service.backchannelLogoutUri ? [service.backchannelLogoutUri] : []} />],
    [form.authMethod, form.methods[service.authMethod] ?? service.authMethod], [form.scopes, service.scopes.map((scope) => form.scope[scope] ?? scope).join(' · ')],
    [form.minAal, form.aal[service.minAal] ?? service.minAal], [form.minIal, form.ial[service.minIal] ?? `IAL ${service.minIal / 10}`],
    [facts.registered, <span key="made">{service.createdBy} <ThaiDate iso={service.createdAt} /></span>],
    ...(service.approvedBy ? [[facts.approvedBy, <span key="approved">{service.approvedBy} <ThaiDate iso={service.approvedAt} /></span>] as [string, ReactNode]] : []),
    ...(service.oldSecretUntil ? [[facts.secretOld, <ThaiDate key="old" iso={service.oldSecretUntil} style="withTime" />] as [string, ReactNode]] : []),
  ];
  return <dl className="facts">{rows.map(([name, value]) => <div key={name} className="fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function Lines({ lines }: { lines: string[] }) {
  const words = useMessages().services.facts;
  if (lines.length === 0) return <span className="muted">{words.none}</span>;
  return <ul className="stack-1">{lines.map((line) => <li key={line}><code className="secret-text">{line}</code></li>)}</ul>;
}

function ChangeForm({ service, onClose }: { service: Service; onClose: () => void }) {
  const { services: words, admin, shell } = useMessages();
  const [draft, setDraft] = useState(draftOf(service));
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft).filter((fault) => fault !== 'id' && fault !== 'agencyId');
  const acting = useAct(() => told(api.PUT('/api/v1/clients/{clientId}', { params: { path: { clientId: service.id } }, body: changeOf(draft) })), words.deeds.changedDone, onClose);
  return (
    <form className="service-form" aria-label={words.deeds.change} noValidate onSubmit={(event) => { event.preventDefault(); setTried(true); if (faults.length === 0 && !acting.isPending) acting.mutate(); }}>
      <ServiceForm draft={draft} faults={tried ? faults : []} set={(part) => setDraft({ ...draft, ...part })} isNew={false} />
      {acting.isError && <ProblemView error={acting.error} />}
      <div className="row"><Button look="primary" type="submit" isPending={acting.isPending}>{admin.save}</Button><Button look="quiet" onPress={onClose}>{shell.cancel}</Button></div>
    </form>
  );
}
