import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { serviceQuery, type Service } from '../../api/service-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { SectionLinks } from '../../ui/section-links.tsx';
import '../people/people.css';
import { FactsSection } from './facts-section.tsx';
import { ReceiptsSection } from './receipts-section.tsx';
import { SelfTestSection } from './self-test-section.tsx';
import { ServiceDeeds } from './service-deeds.tsx';
import { serviceGlyph } from './service-mark.ts';
import { ServiceWay } from './service-way.tsx';
import './services.css';
import { SnippetsSection } from './snippets-section.tsx';

const SANDBOX_MS = 3000;

/** A connected service: where it stands on the way, what to do next, and how it behaves. */
export function ServicePage() {
  const words = useMessages();
  const say = useSay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  // The self-test moves it on from the sandbox by itself.
  const query = useQuery({ ...serviceQuery(id), refetchInterval: ({ state }) => (state.data?.state === 'sandbox' ? SANDBOX_MS : false) });
  const title = query.data ? say(query.data, 'name') : id;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.administration, <PageLink key="services" to="/services">{words.services.title}</PageLink>, title]}>
      <Loaded query={query} label={words.services.loading} lines={8}>{(service) => <Parts service={service} />}</Loaded>
    </Page>
  );
}

function Parts({ service }: { service: Service }) {
  const words = useMessages().services;
  const say = useSay();
  const may = useMay();
  const agencyName = useAgencyName();
  const tests = may('signon.read-self-tests');
  const receipts = may('signon.read-logout-deliveries');
  const snippets = may('signon.read-snippets');
  const links = [{ id: 'facts', label: words.facts.title }, ...(snippets ? [{ id: 'snippets', label: words.snippets.title }] : []), ...(tests ? [{ id: 'tests', label: words.tests.title }] : []), ...(receipts ? [{ id: 'receipts', label: words.receipts.title }] : [])];
  return (
    <>
      <PageHead kicker={<><span>{agencyName(service.agencyId)}</span><Badge glyph={serviceGlyph[service.state]}>{words.states[service.state]}</Badge></>} title={say(service, 'name')} lead={words.way.now[service.state]} />
      <ServiceWay state={service.state} />
      <ServiceDeeds service={service} />
      <SectionLinks label={useMessages().accounts.sections} links={links} />
      <FactsSection service={service} />
      {snippets && <SnippetsSection clientId={service.id} />}
      {tests && <SelfTestSection service={service} />}
      {receipts && <ReceiptsSection clientId={service.id} />}
    </>
  );
}
