import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { ask } from '../../../api/client.ts';
import { portalKey, requestQuery } from '../../../api/portal-queries.ts';
import type { DemandPage } from '../../../api/portal-types.ts';
import { sessionQuery } from '../../../api/session-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { usePageSearch } from '../../../app/search.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';
import { DeadlineStory } from '../../calendar/deadline-story.tsx';
import { PortalPage } from '../portal-page.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { Discussion } from './discussion.tsx';
import { RequestState } from './request-list.tsx';
import { stateGlyph } from './state-glyph.ts';

/** One request: what, what for, what the owner said, who else wants it. */
export function RequestPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages().portal.requests;
  const [search] = usePageSearch();
  const query = useQuery(requestQuery(id));
  const title = query.data?.title ?? words.title;
  return (
    <PortalPage title={title} hero={<><p><PageLink to="/data/requests">{words.title}</PageLink></p><h1>{title}</h1>{query.data && <RequestState request={query.data} />}{query.data && <Vote request={query.data} />}</>}>
      {search['sent'] && <Callout tone="ok" title={words.sent}><p>{words.sentWhy}</p></Callout>}
      {query.data && <Withheld request={query.data} />}
      <Loaded query={query} label={useMessages().portal.loading} lines={6}>{(request) => <Body request={request} />}</Loaded>
    </PortalPage>
  );
}

/** Why others do not see it, for whoever has its address; the one that goes on in its place. */
function Withheld({ request }: { request: DemandPage }) {
  const { portal: { requests: words }, desk } = useMessages();
  if (request.mergedInto) return <Callout tone="info" title={words.merged}><p><PageLink to={`/data/requests/${request.mergedInto}`}>{words.toMerged}</PageLink></p></Callout>;
  if (request.moderation !== 'hidden') return null;
  return <Callout tone="warn" title={words.hiddenWhy}><p>{desk.moderation.whys[request.hiddenWhy ?? 'other']}{request.hiddenNote && `: ${request.hiddenNote}`}</p></Callout>;
}

function Body({ request }: { request: DemandPage }) {
  const words = useMessages().portal.requests;
  return (
    <>
      <Section title={words.form.need}><p className="user-text">{request.need}</p></Section>
      {request.dataset && <p><PageLink className={buttonClass('primary')} to={`/data/${request.dataset}`}>{words.openDataset}</PageLink></p>}
      <Steps events={request.events} />
      {request.mayAnswer && <DeadlineStory room="portal" reference={`request:${request.id}`} />}
      {request.mayAnswer && <AnswerPanel request={request} />}
      <Discussion request={request} />
    </>
  );
}

function Steps({ events }: { events: DemandPage['events'] }) {
  const words = useMessages().portal.requests;
  const lang = useLang();
  const say = useSay();
  return (
    <Section title={words.steps}>
      <ol className="timeline">
        {events.map((event, at) => (
          <li key={at}>
            <Mark glyph={stateGlyph[event.state]} />
            <p><b>{event.state === 'asked' ? words.askedAt : words.states[event.state]}</b> <span className="t14 muted">{formatThaiDate(event.at, { style: 'withTime', lang })}{say(event, 'agency') && ` · ${say(event, 'agency')}`}</span></p>
            {event.text && <p className="user-text">{event.text}</p>}
            {event.plannedOn && <p className="t14">{words.planned} {formatThaiDate(event.plannedOn, { style: 'long', lang })}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One voice for whoever signed in; others read how many there are. */
function Vote({ request }: { request: DemandPage }) {
  const words = useMessages().portal.requests;
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery());
  const voting = useMutation({
    mutationFn: () => ask(request.voted ? 'DELETE' : 'PUT', `/portal/requests/${request.id}/vote`), onSuccess: () => client.invalidateQueries({ queryKey: portalKey }),
  });
  const isSignedIn = session?.who !== null && session !== undefined;
  return (
    <div className="row">
      <Button aria-pressed={request.voted} unavailable={isSignedIn ? null : words.signInToVote} onPress={() => voting.mutate()}><Icon name="up" />{request.voted ? words.voted : words.vote}</Button>
      <span className="num">{words.votes({ count: formatNumber(request.votes) })}</span>
      {!isSignedIn && <span className="t14 muted">{words.signInToVote}</span>}
      {voting.isError && <ProblemView error={voting.error} />}
    </div>
  );
}
