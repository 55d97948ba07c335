import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { requestsQuery } from '../../../api/portal-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { stateGlyph } from '../demand/state-glyph.ts';

/** Below the results: a way to ask for what is not there, and what others ask for. */
export function Wishes() {
  const words = useMessages().portal;
  const { data } = useQuery(requestsQuery({ limit: 3 }));
  return (
    <section className="ask" aria-labelledby="ask-title">
      <div>
        <h2 id="ask-title">{words.search.missing}</h2>
        <p>{words.search.missingWhy}</p>
        <p><PageLink className={buttonClass('primary')} to="/data/requests/new">{words.search.askNew}</PageLink></p>
      </div>
      <div>
        <h3 className="t16">{words.search.wished}</h3>
        {data && data.items.length > 0 ? (
          <ol className="wish">
            {data.items.map((request) => (
              <li key={request.id}>
                <span className="votes"><span aria-hidden="true">{formatNumber(request.votes)}</span><span className="sr">{words.requests.votes({ count: formatNumber(request.votes) })}</span></span>
                <span><PageLink to={`/data/requests/${request.id}`}>{request.title}</PageLink><span className="sub"><Mark glyph={stateGlyph[request.state]} /> {words.requests.states[request.state]}</span></span>
              </li>
            ))}
          </ol>
        ) : <p>{words.search.noWishes}</p>}
        <p><PageLink to="/data/requests">{words.all}<span className="sr"> {words.requests.title}</span></PageLink></p>
      </div>
    </section>
  );
}
