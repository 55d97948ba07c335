import type { SurveyQuestion, SurveyRow } from '../../api/readiness-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useAnswerWords } from './use-answer-words.ts';

const NONE = '@none';
/** Answers longer than this are written on several lines. */
const LINE = 300;

/** One question of a row with what is known; texts are saved after a pause or when the field is left, choices and days at once. */
export function QuestionField({ question, row, value, onType, onDone }: { question: SurveyQuestion; row: SurveyRow; value: string; onType: (value: string) => void; onDone: () => void }) {
  const { readiness: words } = useMessages();
  const tell = useTell();
  const answerWords = useAnswerWords();
  const label = question.required ? `${tell(question)} *` : tell(question);
  const keep = (next: string) => { onType(next); onDone(); };
  return (
    <div className="survey-field">
      {question.type === 'choice' || question.type === 'yes-no' ? <Select label={label} value={value || NONE} onChange={(next) => keep(next === NONE ? '' : next)} options={[{ value: NONE, label: words.notAnswered }, ...codesOf(question).map((code) => ({ value: code, label: answerWords(question, code) }))]} />
        : question.type === 'date' ? <DatePicker label={label} value={value} onChange={keep} />
          : question.type === 'text' && (question.most ?? LINE) > LINE ? <LongField label={label} value={value} onChange={onType} onBlur={onDone} rows={2} maxLength={question.most ?? LINE} />
            : <Field label={label} value={value} onChange={onType} onBlur={onDone} autoComplete="off" {...(question.type === 'number' ? { inputMode: 'numeric' as const, maxLength: 20 } : { maxLength: question.most ?? LINE })} />}
      <KnownHint question={question} row={row} onConfirm={keep} />
    </div>
  );
}

const codesOf = ({ type, choices }: SurveyQuestion): string[] => (type === 'yes-no' ? ['yes', 'no'] : (choices ?? []).map(({ code }) => code));

/** What the system knows of a question and whence; confirmed with one press. */
export function KnownHint({ question, row, onConfirm }: { question: SurveyQuestion; row: SurveyRow; onConfirm?: (value: string) => void }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const tell = useTell();
  const answerWords = useAnswerWords();
  const known = row.known[question.id];
  if (!known) return null;
  const said = row.answers[question.id];
  return (
    <p className="t13 muted survey-known">
      {words.known({ value: answerWords(question, known.value), from: say(known, 'from') })}
      {said !== undefined && said !== known.value && <> · <b>{words.differs}</b></>}
      {said === undefined && onConfirm && <> <Button look="small" onPress={() => onConfirm(known.value)}>{words.confirm}<span className="sr"> {tell(question)}</span></Button></>}
    </p>
  );
}
