import { formatNearDate, formatThaiDate } from '@saphan/contracts/dates';
import { useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, told } from '../../api/client.ts';
import type { FormPlace, SurveyForm, SurveyRow } from '../../api/readiness-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { KnownHint, QuestionField } from './question-field.tsx';
import { useAnswerWords } from './use-answer-words.ts';
import { useRowDraft } from './use-row-draft.ts';

interface RowProps { form: SurveyForm; place: FormPlace; row: SurveyRow }

/** A dataset of the form: closed it says how complete it is, open it is answered field by field. */
export function RowCard({ isOpen, onToggle, ...of }: RowProps & { isOpen: boolean; onToggle: () => void }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const { row, form } = of;
  return (
    <li className="panel survey-row" id={`row-${row.id}`}>
      <h3 className="t16">
        <button type="button" className="survey-toggle" aria-expanded={isOpen} onClick={onToggle}>
          <Icon name={isOpen ? 'down' : 'right'} /><span className="survey-title">{say(row, 'title')}</span>{' '}
          {row.missing.length === 0 ? <Badge glyph="ok">{words.whole}</Badge> : <Badge tone={row.version === 0 ? 'idle' : 'warn'}>{words.missing({ count: row.missing.length })}</Badge>}
        </button>
      </h3>
      {isOpen && (form.may.answer ? <Answering {...of} /> : <Answered {...of} />)}
    </li>
  );
}

function Answering({ form, place, row }: RowProps) {
  const { readiness: words } = useMessages();
  const client = useQueryClient();
  const { isSaving, failure, send, flush, type, retry, valueOf } = useRowDraft(place, row);
  const asked = form.questions.filter(({ id }) => row.asked.includes(id));
  const isLate = failure instanceof ApiProblem && failure.problem.code === 'readiness.changed-meanwhile';
  return (
    <div className="stack">
      {row.asked.some((id) => row.known[id] !== undefined && row.answers[id] === undefined) && <p><Button look="small" isPending={isSaving} onPress={() => send({ answers: {}, confirm: true })}><Icon name="check" />{words.confirmAll}</Button></p>}
      <div className="survey-fields">
        {asked.map((question) => <QuestionField key={question.id} question={question} row={row} value={valueOf(question.id)} onType={(text) => type(question.id, text)} onDone={flush} />)}
      </div>
      {failure && <ProblemView error={failure}>{isLate && <p><Button onPress={() => { retry(); void client.invalidateQueries(); }}>{words.newest}</Button></p>}</ProblemView>}
      <RowFoot row={row} isSaving={isSaving} />
      {row.own && <TakeBack place={place} row={row} />}
    </div>
  );
}

function RowFoot({ row, isSaving }: { row: SurveyRow; isSaving: boolean }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  return (
    <>
      <p className="t13 muted" role="status">{isSaving ? words.saving : row.by && row.at ? words.savedBy({ by: row.by, at: formatNearDate(row.at, new Date(), lang) }) : ''}</p>
      {row.adopted && <p className="t13">{words.adoptedOn({ date: formatThaiDate(row.adopted.dueOn, { lang }), by: row.adopted.by })}</p>}
    </>
  );
}

function Answered({ form, row }: RowProps) {
  const { readiness: words } = useMessages();
  const tell = useTell();
  const answerWords = useAnswerWords();
  return (
    <>
      <dl className="survey-answers">
        {form.questions.filter(({ id }) => row.asked.includes(id)).map((question) => (
          <div key={question.id}><dt className="t14 muted">{tell(question)}</dt><dd>{row.answers[question.id] ? answerWords(question, row.answers[question.id] ?? '') : <span className="off">{words.unanswered}</span>}<KnownHint question={question} row={row} /></dd></div>
        ))}
      </dl>
      <RowFoot row={row} isSaving={false} />
    </>
  );
}

function TakeBack({ place, row }: { place: FormPlace; row: SurveyRow }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/rows/{row}/withdrawal', { params: { path: { ...place, row: row.id } }, body: { version: row.version } })), words.takenBack);
  return <p><Button look="quiet" isPending={acting.isPending} onPress={() => acting.mutate()}>{words.takeBack}<span className="sr"> {say(row, 'title')}</span></Button>{acting.isError && <ProblemView error={acting.error} />}</p>;
}
