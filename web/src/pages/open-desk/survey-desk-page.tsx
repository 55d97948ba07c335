import { formatDateRange, todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { deskSurveyQuery, type DeskSurvey } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Num } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { SurveyDialog } from './survey-dialog.tsx';
import { surveyGlyph } from './survey-glyph.ts';
import { SurveyPlan } from './survey-plan.tsx';

/** One survey: opened and closed by hand, its result by choice and by agency, and the way into the plan. */
export function SurveyDeskPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { desk, portal } = useMessages();
  const lang = useLang();
  const say = useSay();
  const query = useQuery(deskSurveyQuery(id));
  const survey = query.data;
  return (
    <DeskFrame title={survey ? say(survey, 'title') : desk.surveys.survey} lead={survey && <><Badge glyph={surveyGlyph[survey.state]}>{portal.surveys.states[survey.state]}</Badge> {formatDateRange(survey.opensOn, survey.closesOn, lang)} · {desk.surveys.people} <Num value={survey.people} /></>}
      actions={<><PageLink className="btn" to="/open-data/surveys">{desk.back}</PageLink><PageLink className="btn" to={`/data/surveys/${id}`}>{desk.openPublic}</PageLink></>}>
      <Loaded query={query} label={desk.loading}>{(data) => <><Deeds survey={data} /><Result survey={data} />{(data.state === 'closed' || data.state === 'planned') && <SurveyPlan key={data.options.filter(({ planned }) => planned).length} survey={data} />}</>}</Loaded>
    </DeskFrame>
  );
}

function Deeds({ survey }: { survey: DeskSurvey }) {
  const words = useMessages().desk.surveys;
  const [open, setOpen] = useState<'change' | 'start' | 'close' | null>(null);
  const close = () => setOpen(null);
  if (survey.state === 'planned') return null;
  return (
    <p className="row">
      {survey.state !== 'open' && <Button look="primary" onPress={() => setOpen('start')}>{words.start}</Button>}
      {survey.state !== 'closed' && <Button onPress={() => setOpen('close')}>{words.close}</Button>}
      <Button onPress={() => setOpen('change')}>{words.change}</Button>
      {open === 'change' && <SurveyDialog survey={survey} onClose={close} />}
      {open === 'start' && <StartDialog survey={survey} onClose={close} />}
      {open === 'close' && <CloseDialog survey={survey} onClose={close} />}
    </p>
  );
}

const at = (survey: DeskSurvey) => ({ params: { path: { id: String(survey.id) } } });

function StartDialog({ survey, onClose }: { survey: DeskSurvey; onClose: () => void }) {
  const words = useMessages().desk.surveys;
  const today = todayInBangkok(new Date());
  const [closesOn, setClosesOn] = useState(survey.closesOn < today ? today : survey.closesOn);
  const acting = useAct(() => told(api.POST('/api/v1/portal/surveys/{id}/start', { ...at(survey), body: { closesOn } })), words.started, onClose);
  return <FormDialog title={words.start} verb={words.start} acting={acting} ready={closesOn >= today} onSend={() => acting.mutate()} onClose={onClose}>{(tried) => <><p>{words.startNote}</p><DatePicker label={words.closesOn} value={closesOn} onChange={setClosesOn} error={tried && closesOn < today ? words.daysFault : null} /></>}</FormDialog>;
}

function CloseDialog({ survey, onClose }: { survey: DeskSurvey; onClose: () => void }) {
  const words = useMessages().desk.surveys;
  const acting = useAct(() => told(api.POST('/api/v1/portal/surveys/{id}/close', at(survey))), words.closed, onClose);
  return <FormDialog title={words.close} verb={words.close} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p>{words.closeNote}</p>}</FormDialog>;
}

/** Votes by choice, and added up by agency; told when the survey is over. */
function Result({ survey }: { survey: DeskSurvey }) {
  const { desk } = useMessages();
  const words = desk.surveys;
  const say = useSay();
  const isOver = survey.state === 'closed' || survey.state === 'planned';
  const agencies = new Map<string, { id: string; name: string; votes: number }>();
  for (const option of survey.options) agencies.set(option.agencyId, { id: option.agencyId, name: say(option, 'agency'), votes: (agencies.get(option.agencyId)?.votes ?? 0) + (option.votes ?? 0) });
  const sums = [...agencies.values()].sort((a, b) => b.votes - a.votes);
  const votes = { id: 'votes', head: words.votes, numeric: true };
  return (
    <>
      <Section title={isOver ? words.result : words.options} note={isOver ? undefined : words.resultHidden}>
        <DataTable caption={words.result} rows={survey.options} rowKey={({ id }) => id} rowHead="option" columns={[
          { id: 'option', head: words.option, cell: (option) => <>{say(option, 'title')} {option.planned && <Badge glyph="ok">{words.inPlan}</Badge>}</> }, { id: 'agency', head: desk.agency, cell: (option) => say(option, 'agency') },
          ...isOver ? [{ ...votes, cell: (option: DeskSurvey['options'][number]) => <Num value={option.votes} /> }] : [],
        ]} />
      </Section>
      {isOver && <Section title={words.byAgency}><DataTable caption={words.byAgency} rows={sums} rowKey={({ id }) => id} rowHead="agency" columns={[{ id: 'agency', head: desk.agency, cell: ({ name }) => name }, { ...votes, cell: (sum) => <Num value={sum.votes} /> }]} /></Section>}
    </>
  );
}
