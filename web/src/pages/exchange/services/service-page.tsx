import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { dataServiceQuery, type ServicePage as Shown } from '../../../api/data-service-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink, useGo } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { HostedSettings } from '../hosting/hosted-settings.tsx';
import { callOf } from '../snippets/call-of.ts';
import { Snippets } from '../snippets/snippets.tsx';
import { ServiceLevel, ServiceState, useServiceKind } from './looks.tsx';
import { OperationPart } from './operation-part.tsx';
import { OwnerSection } from './owner-section.tsx';
import { VersionsSection } from './versions-section.tsx';

/** One data service: what it answers, its operations to try, its versions, who may ask. */
export function ServicePage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const query = useQuery(dataServiceQuery(slug));
  const title = query.data ? say(query.data, 'title') : slug;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/services">{words.dataServices.title}</PageLink>, title]}>
      {!query.data && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.dataServices.loading} lines={8}>{(service) => <Body service={service} />}</Loaded>
    </Page>
  );
}

function Body({ service }: { service: Shown }) {
  const { dataServices: words } = useMessages();
  const say = useSay();
  const go = useGo();
  const kindOf = useServiceKind();
  const isOpen = service.state === 'live';
  return (
    <>
      <PageHead title={say(service, 'title')} lead={say(service, 'about') || undefined} kicker={<><ServiceState service={service} /><ServiceLevel service={service} /><Badge>{kindOf(service)}</Badge></>}
        actions={<Button look="primary" isDisabled={!isOpen} onPress={() => go('/exchange/agreements/new', { service: service.slug })}>{words.request}</Button>}>
        {!isOpen && <p className="t14 muted">{words.requestClosed}</p>}
      </PageHead>
      <Facts service={service} />
      <Section id="operations" title={words.operationList} note={words.operationsNote}>
        {service.operationList.length === 0 ? <p className="t14 muted">{words.noOperations}</p> : <div className="stack">{service.operationList.map((operation) => <OperationPart key={operation.operationId} service={service} operation={operation} />)}</div>}
      </Section>
      {service.operationList[0] && <Snippets call={callOf(service, service.operationList[0])} />}
      <VersionsSection service={service} />
      {service.mayKeep && service.kind === 'hosted' && <HostedSettings slug={service.slug} />}
      {service.mayKeep && <OwnerSection service={service} />}
    </>
  );
}

function Facts({ service }: { service: Shown }) {
  const words = useMessages();
  const { dataServices, systems } = words;
  const say = useSay();
  const isOfficer = useMay()('registry.read-systems');
  return (
    <dl className="facts">
      <Fact name={dataServices.agency}>{say(service.agency, 'name')}</Fact>
      <Fact name={dataServices.system}>{isOfficer ? <PageLink to={`/exchange/systems/${service.system.path.split('/').slice(2).join('/')}`}>{say(service.system, 'name')}</PageLink> : say(service.system, 'name')}</Fact>
      {service.dataset && <Fact name={dataServices.dataset}><PageLink to={`/datasets/${service.dataset.slug}`}>{say(service.dataset, 'title')}</PageLink></Fact>}
      <Fact name={dataServices.address}><code className="secret-text">{service.address}</code></Fact>
      <Fact name={dataServices.sandboxAddress}><code className="secret-text">{service.sandboxAddress}</code></Fact>
      {service.version !== null && <Fact name={dataServices.document}><a href={`/api/v1/exchange/services/${service.slug}/openapi.json`}>openapi.json</a> · {dataServices.version} {service.version}</Fact>}
      <Fact name={dataServices.minAssurance}>{systems.assurance[service.minAssurance]}</Fact>
      <Fact name={dataServices.evidence}>{dataServices.evidences[service.evidence]}</Fact>
      {service.subjectSelectors.length > 0 && <Fact name={dataServices.selectors}>{service.subjectSelectors.map((each) => <code key={each}>{each} </code>)}</Fact>}
      <Fact name={dataServices.whoMay}>{dataServices.whoMayWords}</Fact>
      {service.replacedBy && <Fact name={dataServices.replacedBy}><PageLink to={`/exchange/services/${service.replacedBy.slug}`}>{say(service.replacedBy, 'title')}</PageLink></Fact>}
    </dl>
  );
}
