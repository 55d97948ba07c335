import { useQuery } from '@tanstack/react-query';
import { surveyAnswersQuery, type SurveyFormLine, type SurveyPage, type SurveyQuestion } from '../../api/readiness-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { useAsOf } from '../action-plans/as-of.tsx';
import { FormState } from './states.tsx';
import { useAnswerWords } from './use-answer-words.ts';

/** In the address, what is not answered needs a word that is no code of an answer. */
const NONE = '@none';

/** How often each answer was given, agency by agency; a number opens the rows behind it. */
export function AnswerMatrix({ survey }: { survey: SurveyPage }) {
  const { readiness: words } = useMessages();
  const tell = useTell();
  const [search, change] = usePageSearch();
  const asked = survey.questions.filter(({ type }) => type === 'choice' || type === 'yes-no');
  const question = asked.find(({ id }) => id === search['by']) ?? asked.find(({ id }) => id === 'readiness') ?? asked[0];
  if (!question || survey.forms.length === 0) return null;
  return (
    <>
      <Section title={words.matrix} note={words.matrixNote} aside={<Select label={words.question} value={question.id} onChange={(by) => change({ by, question: undefined, value: undefined, agency: undefined })} options={asked.map((each) => ({ value: each.id, label: tell(each) }))} />}>
        <Counts survey={survey} question={question} />
      </Section>
      {textOf(search['question']) && <Behind survey={survey} />}
    </>
  );
}

function Counts({ survey, question }: { survey: SurveyPage; question: SurveyQuestion }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const tell = useTell();
  const answerWords = useAnswerWords();
  const [search] = usePageSearch();
  const codes = [...(question.type === 'yes-no' ? ['yes', 'no'] : (question.choices ?? []).map(({ code }) => code)), ''];
  const wordOf = (code: string) => (code === '' ? words.unanswered : answerWords(question, code));
  const cell = (count: number, code: string, agency: string | undefined, of: string) => (count === 0 ? <span className="off">0</span>
    : <PageLink to={`/readiness/${survey.id}`} search={{ ...search, by: question.id, question: question.id, value: code || NONE, agency }} hash="behind"><Num value={count} /><span className="sr"> {words.countOf({ count, of })}</span></PageLink>);
  const countOf = (form: SurveyFormLine, code: string) => form.counts[question.id]?.[code] ?? 0;
  const columns: TableColumn<SurveyFormLine>[] = [
    { id: 'agency', head: words.agency, className: 'wide', cell: ({ agency }) => say(agency, 'name') },
    ...codes.map((code): TableColumn<SurveyFormLine> => ({ id: code || NONE, head: wordOf(code), numeric: true, cell: (form) => cell(countOf(form, code), code, form.agency.id, `${say(form.agency, 'name')}: ${wordOf(code)}`) })),
  ];
  const foot = <tfoot role="rowgroup"><tr role="row"><th scope="row" role="rowheader">{words.total}</th>{codes.map((code) => <td role="cell" className="num" data-label={wordOf(code)} key={code}>{cell(survey.forms.reduce((sum, form) => sum + countOf(form, code), 0), code, undefined, `${words.total}: ${wordOf(code)}`)}</td>)}</tr></tfoot>;
  return <DataTable caption={`${words.matrix}: ${tell(question)}`} columns={columns} rows={survey.forms} rowKey={(form) => form.agency.id} rowHead="agency" foot={foot} />;
}

function Behind({ survey }: { survey: SurveyPage }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const tell = useTell();
  const answerWords = useAnswerWords();
  const asOf = useAsOf();
  const [search, change] = usePageSearch();
  const [id, value, agency] = [textOf(search['question']) ?? '', textOf(search['value']), textOf(search['agency'])];
  const question = survey.questions.find((each) => each.id === id);
  const query = useQuery(surveyAnswersQuery(survey.id, { question: id, ...(value !== undefined && { value: value === NONE ? '' : value }), ...(agency && { agency }) }, asOf));
  const columns: TableColumn<NonNullable<typeof query.data>['items'][number]>[] = [
    { id: 'dataset', head: words.dataset, className: 'wide', cell: (row) => <PageLink to={`/readiness/${survey.id}/${row.agency.id}`} search={{ asOf, row: String(row.rowId) }}>{say(row, 'title')}</PageLink> },
    { id: 'agency', head: words.agency, cell: (row) => say(row.agency, 'name') },
    { id: 'answer', head: words.answer, cell: (row) => (row.value === '' ? <span className="off">{words.unanswered}</span> : question ? answerWords(question, row.value) : row.value) },
    { id: 'state', head: words.state, cell: (row) => <FormState state={row.state} late={false} /> },
  ];
  const title = question ? `${words.behind}: ${tell(question)}${value === undefined ? '' : ` – ${value === NONE ? words.unanswered : answerWords(question, value)}`}` : words.behind;
  return (
    <Section id="behind" title={title} note={query.data && words.shownOf({ shown: query.data.items.length, total: query.data.total })} aside={<button type="button" className="linkish" onClick={() => change({ question: undefined, value: undefined, agency: undefined })}>{words.closeList}</button>}>
      <Loaded query={query} label={words.loading} lines={4}>{({ items }) => (items.length === 0 ? <Empty title={words.noRows} /> : <DataTable caption={title} columns={columns} rows={items} rowKey={(row) => row.rowId} rowHead="dataset" />)}</Loaded>
    </Section>
  );
}
