import { useQuery } from '@tanstack/react-query';
import { formatDateRange } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { surveysQuery } from '../../../api/portal-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PortalPage } from '../portal-page.tsx';

/** Surveys of demand, open ones and those that are over. */
export function SurveysPage() {
  const words = useMessages().portal;
  const lang = useLang();
  const say = useSay();
  const query = useQuery(surveysQuery());
  return (
    <PortalPage title={words.surveys.title} hero={<><h1>{words.surveys.title}</h1><p className="lead-line">{words.surveys.lead}</p></>}>
      <Loaded query={query} label={words.loading}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="inbox" title={words.surveys.none}>{words.surveys.noneWhy}</Empty> : (
          <ul className="cards">
            {items.map((survey) => (
              <li key={survey.id}>
                <h2><PageLink to={`/data/surveys/${survey.id}`}>{say(survey, 'title')}</PageLink></h2>
                <p className="open-badges t14"><Badge glyph={survey.state === 'open' ? 'run' : survey.state === 'planned' ? 'ok' : 'idle'}>{words.surveys.states[survey.state]}</Badge><span>{formatDateRange(survey.opensOn, survey.closesOn, lang)}</span></p>
                <p className="t14">{words.surveys.people({ count: formatNumber(survey.people) })}</p>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </PortalPage>
  );
}
