import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { DeskSurvey } from '../../api/desk-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';

interface Taken { agencyId: string; dueOn: string }
const USUAL_DAYS = 90;

/** Turns what people wished for into items of the publication plan: which ones, whose, by when. */
export function SurveyPlan({ survey }: { survey: DeskSurvey }) {
  const words = useMessages().desk.surveys;
  const shell = useMessages().shell;
  const desk = useMessages().desk;
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [taken, setTaken] = useState<Record<number, Taken>>({});
  const today = todayInBangkok(new Date());
  const items = Object.entries(taken).map(([optionId, item]) => ({ optionId: Number(optionId), ...item }));
  const isReady = items.length > 0 && items.every(({ dueOn }) => dueOn >= today);
  const acting = useAct(() => told(api.POST('/api/v1/portal/surveys/{id}/plan', { params: { path: { id: String(survey.id) } }, body: { items } })), words.planned);
  const toggle = (option: DeskSurvey['options'][number]) => setTaken(({ [option.id]: held, ...others }) => (held ? others : { ...others, [option.id]: { agencyId: option.agencyId, dueOn: addDays(today, USUAL_DAYS) } }));
  const set = (id: number, part: Partial<Taken>) => setTaken((before) => (before[id] ? { ...before, [id]: { ...before[id], ...part } } : before));
  const left = survey.options.filter(({ planned }) => !planned);
  return (
    <Section title={words.makePlan} note={words.makePlanNote} aside={<PageLink to="/open-data/plan">{words.seePlan}</PageLink>}>
      <form className="stack" aria-label={words.makePlan} onSubmit={(event) => { event.preventDefault(); if (isReady) acting.mutate(); }}>
        {left.map((option) => {
          const held = taken[option.id];
          return (
            <fieldset key={option.id} className="stack-1"><legend className="sr">{say(option, 'title')}</legend>
              <label className="check"><input type="checkbox" checked={Boolean(held)} onChange={() => toggle(option)} /><span>{words.take}: {say(option, 'title')}</span></label>
              {held && <div className="row-fields"><ComboBox label={desk.agency} value={held.agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} openLabel={shell.openList} onChange={(agencyId) => { if (agencyId) set(option.id, { agencyId }); }} /><DatePicker label={words.dueOn} value={held.dueOn} min={today} onChange={(dueOn) => set(option.id, { dueOn })} /></div>}
            </fieldset>
          );
        })}
        {acting.isError && <ProblemView error={acting.error} />}
        <p><Button look="primary" type="submit" unavailable={isReady ? null : words.chooseSome} isPending={acting.isPending}>{words.makePlan}</Button></p>
      </form>
    </Section>
  );
}
