import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { DemandRequest } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { stateGlyph } from './state-glyph.ts';

/** Requests with how many support each, where each stands, and the last word of the owner. */
export function RequestList({ items, level = 2 }: { items: DemandRequest[]; level?: 2 | 3 }) {
  const words = useMessages().portal.requests;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul className="plain-list">
      {items.map((request) => (
        <li className="request" key={request.id}>
          <span className="votes"><span aria-hidden="true">{formatNumber(request.votes)}</span><span className="sr">{words.votes({ count: formatNumber(request.votes) })}</span></span>
          <div>
            <Heading><PageLink to={`/data/requests/${request.id}`}>{request.title}</PageLink></Heading>
            <RequestState request={request} />
            {request.answer && <p className="user-text t15">{request.answer}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** State, agency and days of a request on one line. */
export function RequestState({ request }: { request: DemandRequest }) {
  const words = useMessages().portal.requests;
  const lang = useLang();
  const say = useSay();
  const day = (iso: string) => formatThaiDate(iso, { lang });
  return (
    <p className="open-badges t14">
      <Badge glyph={stateGlyph[request.state]}>{words.states[request.state]}</Badge>
      {request.moderation !== 'shown' && <Badge tone="warn" glyph="held">{words.moderation[request.moderation]}</Badge>}
      <span>{words.to} {say(request, 'agency') || words.anyAgency}</span>
      {request.state === 'asked' && <span>{words.dueOn} {day(request.dueOn)}</span>}
      {request.state === 'planned' && request.plannedOn && <span>{words.planned} {day(request.plannedOn)}</span>}
      {request.comments > 0 && <span>{words.comments({ count: request.comments })}</span>}
    </p>
  );
}
