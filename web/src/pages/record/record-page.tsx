import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { definitionQuery, recordWorkQuery, type RecordWork } from '../../api/catalogue-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { QualityView } from '../quality/quality-view.tsx';
import { CommentsView } from './comments-view.tsx';
import { FilesView } from './files-view.tsx';
import { HistoryView } from './history-view.tsx';
import { RecordForm } from './record-form.tsx';
import { RecordRail } from './record-rail.tsx';
import { RecordSteps } from './record-steps.tsx';
import { ValueView } from './value-view.tsx';
import { stateMark } from './state-mark.ts';
import './record.css';

/** The record of a dataset by the government's standard: fill it in, hand it on, see what changed. */
export function RecordPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const work = useQuery(recordWorkQuery(slug));
  const name = work.data ? say(work.data.record, 'title') : slug;
  return (
    <Page title={`${words.catalogue.record}: ${name}`} crumbs={[words.shell.navGroups.catalogue, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, <PageLink key="one" to={`/datasets/${slug}`}>{name}</PageLink>, words.catalogue.record]}>
      {!work.data && <h1 className="sr">{words.catalogue.record}</h1>}
      <Loaded query={work} label={words.catalogue.loading} lines={8}>{(data) => <RecordBody work={data} />}</Loaded>
    </Page>
  );
}

const views = ['form', 'files', 'quality', 'value', 'history', 'comments'] as const;

function RecordBody({ work }: { work: RecordWork }) {
  const { catalogue: words } = useMessages();
  const say = useSay();
  const [search] = usePageSearch();
  const view = oneOf(search['view'], views);
  const definition = useQuery(definitionQuery());
  const { record, problems, comments } = work;
  const counts = { form: 0, files: record.resources.length, quality: 0, value: 0, history: record.version, comments: comments.filter(({ settledAt }) => settledAt === null).length };
  return (
    <>
      <PageHead
        kicker={<><span>{say(record.agency, 'name')}</span><Badge glyph={stateMark[record.state]}>{words.states[record.state]}</Badge></>}
        title={say(record, 'title')} lead={<Rich text={words.lead({ missing: problems.length })} />} actions={<RecordSteps work={work} />}
      />
      <nav className="tabs no-print" aria-label={words.tabs.label}>
        {views.map((each) => <PageLink key={each} to={`/datasets/${record.slug}/record`} search={each === 'form' ? {} : { view: each }} {...(view === each && { 'aria-current': 'page' as const })}>{words.tabs[each]}{counts[each] > 0 && <span className="n">{counts[each]}</span>}</PageLink>)}
      </nav>
      <Loaded query={definition} label={words.loading}>
        {(known) => (
          <div className="with-rail">
            <div className="main-col">
              {view === 'form' && <RecordForm key={record.slug} work={work} definition={known} />}
              {view === 'quality' && <QualityView slug={record.slug} mends />}
              {view === 'files' && <FilesView work={work} />}
              {view === 'value' && <ValueView slug={record.slug} maySave={work.maySave} />}
              {view === 'history' && <HistoryView slug={record.slug} />}
              {view === 'comments' && <CommentsView work={work} definition={known} />}
            </div>
            <RecordRail work={work} definition={known} />
          </div>
        )}
      </Loaded>
    </>
  );
}
