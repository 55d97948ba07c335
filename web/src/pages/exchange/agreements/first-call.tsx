import { useQuery } from '@tanstack/react-query';
import type { AgreementPage, AgreementTerms } from '../../../api/agreement-queries.ts';
import { dataServiceQuery } from '../../../api/data-service-queries.ts';
import { systemCredentialsQuery } from '../../../api/system-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { callOf } from '../snippets/call-of.ts';
import { Snippets, type SnippetCall } from '../snippets/snippets.tsx';

/** How to call what is in force: address, headers, one command that signs and checks, and where to try it without an agreement. */
export function FirstCall({ page, terms }: { page: AgreementPage; terms: AgreementTerms }) {
  const { agreements: words } = useMessages();
  const service = useQuery(dataServiceQuery(page.service.slug)).data;
  const clientId = useQuery(systemCredentialsQuery(page.system.path)).data?.clientId;
  const operation = service?.operationList.find(({ operationId }) => terms.operations.includes(operationId));
  const call: SnippetCall = service && operation ? callOf(service, operation) : { service: page.service.slug, path: '/', method: 'GET' };
  const address = `${location.origin}${page.address}${call.path}`;
  const purpose = terms.purposes[0]?.code ?? '';
  const headers = [`exchange-client: ${page.system.path}`, `exchange-agreement: ${page.number}`, `exchange-purpose: ${purpose}`, ...(terms.needsCase ? ['exchange-case: …'] : [])];
  const command = [`saphan call ${page.service.slug} ${call.path} --url ${location.origin} --system ${page.system.path} --agreement ${page.number} --purpose ${purpose}`, ...(terms.needsCase ? ['--case CASE-1'] : []), ...(call.body ? [`--data '${call.body}'`] : []), ...(call.subject ? [`--subject ${call.subject}`] : []), '--key system.key.pem --receipt receipt.zip'].join(' ');
  return (
    <>
    <Section title={words.firstCall} note={words.firstCallWhy}>
      <dl className="facts agreement-facts">
        <Fact name={words.address}><code className="agreement-hash">{call.method} {address}</code></Fact>
        <Fact name={words.headers}><pre className="agreement-text t13" tabIndex={0} aria-label={words.headers}>{headers.join('\n')}</pre></Fact>
        <Fact name={words.command}><pre className="agreement-text t13" tabIndex={0} aria-label={words.command}>{command}</pre><CopyButton text={command} label={words.copy} done={words.copied} /></Fact>
      </dl>
      <p className="t14"><PageLink to={`/exchange/services/${page.service.slug}`}>{words.sandbox}</PageLink></p>
    </Section>
    <Snippets call={{ ...call, ...clientId && { clientId }, system: page.system.path, agreement: page.number, purpose, caseRef: terms.needsCase ? 'CASE-1' : '' }} />
    </>
  );
}
