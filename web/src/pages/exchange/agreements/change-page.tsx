import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { agreementQuery, agreementWordsQuery } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { AgreementForm } from './agreement-form.tsx';
import './agreements.css';

/** Changes a draft, or writes the next version of what is in force. */
export function ChangeAgreementPage() {
  const { number } = useParams({ strict: false }) as { number: string };
  const words = useMessages();
  const { agreements } = words;
  const say = useSay();
  const query = useQuery(agreementQuery(number, undefined));
  const page = query.data;
  const offered = useQuery(agreementWordsQuery(page?.service.slug ?? ''));
  const title = page?.may.propose ? agreements.proposeTitle({ number }) : agreements.changeTitle({ number });
  return (
    <Page title={title} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/agreements">{agreements.title}</PageLink>, <PageLink key="one" to={`/exchange/agreements/${number}`}>{number}</PageLink>, title]}>
      <PageHead title={title} lead={page && say(page.service, 'title')} />
      <Loaded query={query} label={agreements.loading} lines={10}>
        {(found) => (!found.may.change && !found.may.propose ? <Callout tone="info" title={agreements.mayNot}><p>{agreements.mayNotWhy}</p></Callout>
          : <Loaded query={offered} label={agreements.loading} lines={10}>{(choices) => <AgreementForm words={choices} page={found} />}</Loaded>)}
      </Loaded>
    </Page>
  );
}
