import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { surveyQuery, type SurveyFormLine, type SurveyPage as Survey } from '../../api/readiness-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { AsOf, useAsOf } from '../action-plans/as-of.tsx';
import { AnswerMatrix } from './answer-matrix.tsx';
import { Dates } from './dates.tsx';
import './readiness.css';
import { Completeness, FormState, phaseTone } from './states.tsx';
import { EndDialog } from './survey-dialogs.tsx';

const filters = ['all', 'not-started', 'in-progress', 'submitted', 'returned', 'accepted', 'late'] as const;

/** One survey: agencies and how complete each is, counts of answers with the lists behind them, days to take over. */
export function SurveyPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const query = useQuery(surveyQuery(Number(id), asOf));
  const title = query.data ? say(query.data, 'title') : words.readiness.campaign;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/readiness" search={{ asOf }}>{words.readiness.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.readiness.loading} lines={8}>{(survey) => <Body survey={survey} />}</Loaded>
    </Page>
  );
}

function Body({ survey }: { survey: Survey }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const keeps = useMay()('readiness.keep-campaigns') && useAsOf() === undefined;
  const [ending, setEnding] = useState(false);
  const { totals, ended } = survey;
  return (
    <>
      <PageHead kicker={<Badge tone={phaseTone[survey.phase]}>{words.phases[survey.phase]}</Badge>} title={say(survey, 'title')} lead={<Rich text={words.headline({ forms: totals.forms, in: totals.submitted + totals.accepted, late: totals.late })} />}
        actions={keeps && !ended ? <Button look="quiet" onPress={() => setEnding(true)}>{words.end}</Button> : undefined}>
        <p className="t14">{words.opens({ from: formatThaiDate(survey.opensOn, { lang }), to: formatThaiDate(survey.dueOn, { lang }) })}</p>
        {survey.note && <p className="t14 measure">{survey.note}</p>}
        {ended && <p className="t14">{words.endedBecause(ended)}</p>}
        <AsOf data={survey} />
      </PageHead>
      <Forms survey={survey} />
      <AnswerMatrix survey={survey} />
      {keeps && <Dates id={survey.id} />}
      {ending && <EndDialog id={survey.id} title={say(survey, 'title')} onClose={() => setEnding(false)} />}
    </>
  );
}

function Forms({ survey }: { survey: Survey }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const [search, change] = usePageSearch();
  const filter = oneOf(search['state'], filters);
  const wordOf = (each: (typeof filters)[number]) => (each === 'all' ? words.all : each === 'late' ? words.late : words.states[each]);
  const isIn = (form: SurveyFormLine, each: (typeof filters)[number]) => each === 'all' || (each === 'late' ? form.late : form.state === each);
  const rows = survey.forms.filter((form) => isIn(form, filter));
  const columns: TableColumn<SurveyFormLine>[] = [
    { id: 'agency', head: words.agency, className: 'wide', cell: ({ agency }) => <PageLink to={`/readiness/${survey.id}/${agency.id}`} search={{ asOf }}>{say(agency, 'name')}</PageLink> },
    { id: 'state', head: words.state, cell: (form) => <FormState {...form} /> },
    { id: 'complete', head: words.complete, cell: (form) => <Completeness {...form} /> },
    { id: 'due', head: words.due, cell: (form) => <ThaiDate iso={form.dueOn} /> },
    { id: 'rows', head: words.rows, numeric: true, cell: (form) => <Num value={form.rows} /> },
    { id: 'additions', head: words.additions, numeric: true, cell: (form) => <Num value={form.additions} /> },
    { id: 'needs', head: words.needs, numeric: true, cell: (form) => <Num value={form.needs} /> },
    { id: 'last', head: words.last, cell: ({ last }) => (last ? <ThaiDate iso={last.at} near /> : <span className="off">–</span>) },
  ];
  return (
    <Section title={words.forms} aside={<Select label={words.filter} value={filter} onChange={(next) => change({ state: next === 'all' ? undefined : next })} options={filters.map((each) => ({ value: each, label: `${wordOf(each)} (${survey.forms.filter((form) => isIn(form, each)).length})` }))} />}>
      {rows.length === 0 ? <Empty icon="inbox" title={words.noForms}>{words.noFormsWhy}</Empty> : <DataTable caption={words.forms} columns={columns} rows={rows} rowKey={(form) => form.agency.id} rowHead="agency" />}
    </Section>
  );
}
