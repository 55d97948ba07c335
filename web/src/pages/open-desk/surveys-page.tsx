import { formatDateRange } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deskSurveysQuery } from '../../api/desk-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { SurveyDialog } from './survey-dialog.tsx';
import { surveyGlyph } from './survey-glyph.ts';

/** Surveys of which data people wish for: coming, open, closed, made into a plan. */
export function SurveysDeskPage() {
  const { desk, portal } = useMessages();
  const words = desk.surveys;
  const lang = useLang();
  const say = useSay();
  const query = useQuery(deskSurveysQuery());
  const [isAdding, setAdding] = useState(false);
  return (
    <DeskFrame title={desk.tab.surveys} lead={words.lead} actions={<Button look="primary" onPress={() => setAdding(true)}>{words.add}</Button>}>
      <Loaded query={query} label={desk.loading} lines={4}>
        {({ items }) => (items.length === 0 ? <Empty level={2} title={words.none}>{words.noneWhy}</Empty> : (
          <DataTable caption={desk.tab.surveys} rows={items} rowKey={({ id }) => id} rowHead="survey" columns={[
            { id: 'survey', head: words.survey, cell: (survey) => <PageLink to={`/open-data/surveys/${survey.id}`}>{say(survey, 'title')}</PageLink> },
            { id: 'days', head: words.days, cell: (survey) => formatDateRange(survey.opensOn, survey.closesOn, lang) },
            { id: 'people', head: words.people, numeric: true, cell: (survey) => <Num value={survey.people} /> },
            { id: 'state', head: words.state, cell: (survey) => <Badge glyph={surveyGlyph[survey.state]}>{portal.surveys.states[survey.state]}</Badge> },
          ]} />
        ))}
      </Loaded>
      {isAdding && <SurveyDialog survey={null} onClose={() => setAdding(false)} />}
    </DeskFrame>
  );
}
