import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { surveysQuery, type SurveyLine } from '../../api/readiness-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { AsOf, useAsOf } from '../action-plans/as-of.tsx';
import './readiness.css';
import { Completeness, phaseTone } from './states.tsx';
import { SurveyDialog } from './survey-dialogs.tsx';

/** Every survey of agencies' databases and how far each is, as of a day. */
export function SurveysPage() {
  const words = useMessages();
  const { readiness } = words;
  const asOf = useAsOf();
  const keeps = useMay()('readiness.keep-campaigns');
  const [setting, setSetting] = useState(false);
  const query = useQuery(surveysQuery(asOf));
  return (
    <Page title={readiness.title} crumbs={[words.shell.navGroups.plan, readiness.title]}>
      <PageHead title={readiness.title} lead={query.data && <Rich text={readiness.lead({ count: query.data.items.length })} />}
        actions={keeps && !asOf ? <Button look="primary" onPress={() => setSetting(true)}><Icon name="plus" />{readiness.newCampaign}</Button> : undefined}>
        {query.data && <AsOf data={query.data} />}
      </PageHead>
      <section className="section" aria-label={readiness.title}>
        <Loaded query={query} label={readiness.loading} lines={5}>{(data) => <Surveys items={data.items} />}</Loaded>
      </section>
      {setting && <SurveyDialog onClose={() => setSetting(false)} />}
    </Page>
  );
}

function Surveys({ items }: { items: SurveyLine[] }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const asOf = useAsOf();
  if (items.length === 0) return <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty>;
  const date = (iso: string) => formatThaiDate(iso, { lang });
  const columns: TableColumn<SurveyLine>[] = [
    { id: 'survey', head: words.campaign, className: 'wide', cell: (each) => <><PageLink to={`/readiness/${each.id}`} search={{ asOf }}>{say(each, 'title')}</PageLink>{each.ownAgencies.map((agency) => <p className="t14 survey-own" key={agency}><PageLink to={`/readiness/${each.id}/${agency}`} search={{ asOf }}>{words.ownForm}</PageLink></p>)}</> },
    { id: 'phase', head: words.phase, cell: (each) => <Badge tone={phaseTone[each.phase]}>{words.phases[each.phase]}</Badge> },
    { id: 'window', head: words.window, cell: (each) => words.opens({ from: date(each.opensOn), to: date(each.dueOn) }) },
    { id: 'forms', head: words.forms, cell: ({ totals }) => <Rich text={words.headline({ forms: totals.forms, in: totals.submitted + totals.accepted, late: totals.late })} /> },
    { id: 'complete', head: words.complete, cell: ({ totals }) => <Completeness answered={totals.answered} required={totals.required} /> },
    { id: 'additions', head: words.additions, numeric: true, cell: ({ totals }) => <Num value={totals.additions} /> },
  ];
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="survey" />;
}
