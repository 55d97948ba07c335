import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import '../people/people.css';
import { emptyService, faultsOf, registrationOf, type ServiceDraft } from './service-draft.ts';
import { ServiceForm } from './service-form.tsx';
import { ServiceWay } from './service-way.tsx';
import './services.css';

/** The first step of five: what the service is. Its secret is shown once, then the way goes on at the service's page. */
export function NewServicePage() {
  const words = useMessages();
  const [draft, setDraft] = useState<ServiceDraft>(emptyService);
  const [tried, setTried] = useState(false);
  const { data: session } = useQuery(sessionQuery());
  const own = session?.who?.agencies.find((id) => id !== '*') ?? '';
  const whole = { ...draft, agencyId: draft.agencyId || own };
  const faults = faultsOf(whole);
  const acting = useAct(() => told(api.POST('/api/v1/clients', { body: registrationOf(whole) })), words.services.form.sent);
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (faults.length === 0 && !acting.isPending) acting.mutate(); };
  const set = (part: Partial<ServiceDraft>) => setDraft({ ...draft, ...part });
  const title = words.services.form.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.administration, <PageLink key="services" to="/services">{words.services.title}</PageLink>, title]}>
      <PageHead title={title} lead={words.services.form.lead} />
      <ServiceWay state={acting.data ? 'draft' : null} />
      {acting.data ? <Registered clientId={acting.data.client.id} secret={acting.data.secret} /> : (
        <form className="service-form" onSubmit={send} aria-label={title} noValidate>
          <Identity draft={whole} tried={tried} set={set} />
          <ServiceForm draft={whole} faults={tried ? faults : []} set={set} isNew />
          {acting.isError && <ProblemView error={acting.error} />}
          <div className="row"><Button look="primary" type="submit" isPending={acting.isPending}>{words.services.form.send}</Button><PageLink className={buttonClass('quiet')} to="/services">{words.shell.cancel}</PageLink></div>
        </form>
      )}
    </Page>
  );
}

function Identity({ draft, tried, set }: { draft: ServiceDraft; tried: boolean; set: (part: Partial<ServiceDraft>) => void }) {
  const { services: { form: words }, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const faults = tried ? faultsOf(draft) : [];
  return (
    <>
      <h2>{words.who}</h2>
      <div className="pair">
        <Field label={words.id} hint={words.idHint} value={draft.id} onChange={(id) => set({ id: id.trim() })} maxLength={41} autoComplete="off" mono error={faults.includes('id') ? words.idFault : null} />
        {agencies && <ComboBox key={agencies.items.length} label={admin.agency} value={draft.agencyId} options={agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={shell.openList} error={faults.includes('agencyId') ? admin.needed : null} />}
      </div>
    </>
  );
}

function Registered({ clientId, secret }: { clientId: string; secret: string | null }) {
  const words = useMessages().services;
  const go = useGo();
  const next = () => go(`/services/${clientId}`);
  if (secret !== null) return <ShownOnce title={words.deeds.newSecret} text={secret} onKept={next} />;
  return <Callout tone="ok" title={words.form.noSecret}><p className="t14">{words.form.noSecretWhy}</p><div><Button look="primary" onPress={next}>{words.form.next}</Button></div></Callout>;
}
