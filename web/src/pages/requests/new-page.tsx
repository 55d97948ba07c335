import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { linkageRequestQuery, requestWordsQuery } from '../../api/request-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { RequestForm } from './request-form.tsx';
import './requests.css';

/** Begins a request; `?dataset=` fills in what is wanted. */
export function NewRequestPage() {
  const words = useMessages();
  const { requests } = words;
  const [search] = usePageSearch();
  const query = useQuery(requestWordsQuery());
  return (
    <Page title={requests.newTitle} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/requests">{requests.title}</PageLink>, requests.newTitle]}>
      <PageHead title={requests.newTitle} lead={query.data && requests.newLead({ days: query.data.answerWithinWorkingDays })} />
      <Loaded query={query} label={requests.loading} lines={10}>
        {(offered) => (offered.mayAskFor.length === 0 ? <Empty level={2} icon="lock" title={requests.mayNot}>{requests.mayNotWhy}</Empty> : <RequestForm words={offered} dataset={textOf(search['dataset']) ?? ''} />)}
      </Loaded>
    </Page>
  );
}

/** Changes a draft, or what is asked for after a question. */
export function ChangeRequestPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const { requests } = words;
  const offered = useQuery(requestWordsQuery());
  const query = useQuery(linkageRequestQuery(Number(id), undefined));
  const title = requests.editTitle({ id: Number(id) });
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/requests">{requests.title}</PageLink>, <PageLink key="one" to={`/requests/${id}`}>{requests.number({ id: Number(id) })}</PageLink>]}>
      <PageHead title={title} />
      <Loaded query={query} label={requests.loading} lines={10}>
        {(page) => (page.may.change && offered.data ? <RequestForm key={page.id} words={offered.data} page={page} /> : offered.data && <Empty level={2} icon="lock" title={requests.mayNot}>{requests.waitingFor[page.state]}</Empty>)}
      </Loaded>
    </Page>
  );
}
