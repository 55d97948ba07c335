import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatDateRange } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { ask } from '../../../api/client.ts';
import { portalKey, surveyQuery } from '../../../api/portal-queries.ts';
import type { SurveyPage as Survey } from '../../../api/portal-types.ts';
import { sessionQuery } from '../../../api/session-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { PortalPage } from '../portal-page.tsx';

/** A survey: choose while it is open, read the counts when it is over. */
export function SurveyPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages().portal;
  const lang = useLang();
  const say = useSay();
  const query = useQuery(surveyQuery(id));
  const survey = query.data;
  const title = survey ? say(survey, 'title') : words.surveys.title;
  return (
    <PortalPage title={title} hero={<><p><PageLink to="/data/surveys">{words.surveys.title}</PageLink></p><h1>{title}</h1>{survey && <p className="open-badges t14"><Badge glyph={survey.state === 'open' ? 'run' : 'idle'}>{words.surveys.states[survey.state]}</Badge><span>{formatDateRange(survey.opensOn, survey.closesOn, lang)}</span><span>{words.surveys.people({ count: formatNumber(survey.people) })}</span></p>}{survey && <p className="user-text">{say(survey, 'intro')}</p>}</>}>
      <Loaded query={query} label={words.loading}>{(data) => <Options key={data.id} survey={data} />}</Loaded>
    </PortalPage>
  );
}

function Options({ survey }: { survey: Survey }) {
  const words = useMessages().portal.surveys;
  const say = useSay();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery());
  const [chosen, setChosen] = useState(survey.options.filter((option) => option.chosen).map(({ id }) => id));
  const sending = useMutation({ mutationFn: () => ask('PUT', `/portal/surveys/${survey.id}/choices`, { body: { options: chosen } }), onSuccess: () => client.invalidateQueries({ queryKey: portalKey }) });
  const isOpen = survey.state === 'open';
  const mayAnswer = isOpen && session?.who;
  const toggle = (id: number) => setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  return (
    <form className="form-narrow" aria-label={words.options} onSubmit={(event) => { event.preventDefault(); sending.mutate(); }}>
      {isOpen && <p>{words.most({ count: survey.mostChoices })}</p>}
      <ul className="plain-list">
        {survey.options.map((option) => (
          <li key={option.id} className="check">
            {isOpen ? (
              <label className="check"><input type="checkbox" checked={chosen.includes(option.id)} disabled={!mayAnswer || (chosen.length >= survey.mostChoices && !chosen.includes(option.id))} onChange={() => toggle(option.id)} /><span>{say(option, 'title')}<span className="sub t14"> {say(option, 'agency')}</span></span></label>
            ) : <span>{say(option, 'title')} <span className="t14 muted">{say(option, 'agency')} · {words.votes({ count: formatNumber(option.votes) })}</span> {option.planned && <Badge glyph="ok">{words.inPlan}</Badge>}</span>}
          </li>
        ))}
      </ul>
      {isOpen && (mayAnswer ? <p className="row"><Button look="primary" type="submit" isPending={sending.isPending}>{words.save}</Button><span role="status">{sending.isSuccess && words.saved}</span></p> : <p className="soft">{words.signIn}</p>)}
      {sending.isError && <ProblemView error={sending.error} />}
      {survey.state === 'planned' && <p><PageLink to="/data/plan">{words.toPlan}</PageLink></p>}
    </form>
  );
}
