import { useQuery } from '@tanstack/react-query';
import { agreementWordsQuery, type AgreementWords } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { textOf, usePageSearch } from '../../../app/search.ts';
import { useMay } from '../../../app/use-may.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../../ui/page-link.tsx';
import { AgreementForm } from './agreement-form.tsx';
import './agreements.css';
import { Offers } from './offers.tsx';

/** Asks to use a data service: `?service=` says which. */
export function NewAgreementPage() {
  const words = useMessages();
  const { agreements } = words;
  const say = useSay();
  const href = usePageHref();
  const [search] = usePageSearch();
  const service = textOf(search['service']) ?? '';
  const query = useQuery(agreementWordsQuery(service));
  const lead = query.data && agreements.newLead({ service: say(query.data.service, 'title'), provider: say(query.data.service.provider, 'name') });
  return (
    <Page title={agreements.newTitle} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/agreements">{agreements.title}</PageLink>, agreements.newTitle]}>
      <PageHead title={agreements.newTitle} lead={lead} />
      {service === '' ? <Empty level={2} icon="search" title={agreements.noService} action={<ButtonLink href={href('/exchange/services')}>{agreements.findService}</ButtonLink>}>{agreements.noServiceWhy}</Empty>
        : <Loaded query={query} label={agreements.loading} lines={10}>{(offered) => <Asking words={offered} />}</Loaded>}
    </Page>
  );
}

function Asking({ words }: { words: AgreementWords }) {
  const { agreements: say } = useMessages();
  const may = useMay()('sharing.request-agreement');
  return (
    <>
      <Offers words={words} />
      {words.service.state !== 'live' ? <Callout tone="warn" title={say.notLive} />
        : !may || words.agencies.length === 0 ? <Callout tone="info" title={say.mayNot}><p>{say.mayNotWhy}</p></Callout>
          : <AgreementForm words={words} />}
    </>
  );
}
