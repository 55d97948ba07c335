import { useQuery } from '@tanstack/react-query';
import { inboxQuery, type InboxItem } from '../../api/catalogue-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { RecordSteps } from '../record/record-steps.tsx';
import '../record/record.css';
import { stateMark } from '../record/state-mark.ts';

/** Records on their way: what waits for whoever looks, then what waits for others. */
export function InboxPage() {
  const words = useMessages();
  const { inbox, states } = words.catalogue;
  const query = useQuery(inboxQuery());
  return (
    <Page title={inbox.title} crumbs={[words.shell.navGroups.catalogue, inbox.title]}>
      <PageHead title={inbox.title} lead={query.data && <Rich text={inbox.lead({ waiting: query.data.waiting })} />} />
      <Loaded query={query} label={inbox.loading} lines={6}>
        {({ items, states: counts }) => (
          <>
            <ul className="row inbox-states" aria-label={inbox.counts}>
              {(Object.keys(states) as (keyof typeof states)[]).filter((state) => counts[state]).map((state) => <li key={state}><Badge glyph={stateMark[state]}>{states[state]} <Num value={counts[state]} /></Badge></li>)}
            </ul>
            <List title={inbox.mine} items={items.filter(({ mine }) => mine)} always />
            <List title={inbox.others} items={items.filter(({ mine }) => !mine)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function List({ title, items, always = false }: { title: string; items: InboxItem[]; always?: boolean }) {
  const { inbox } = useMessages().catalogue;
  const columns = useColumns();
  if (items.length === 0 && !always) return null;
  return (
    <Section title={title}>
      {items.length === 0 ? <Empty icon="inbox" title={inbox.none}>{inbox.noneWhy}</Empty> : <DataTable caption={title} columns={columns} rows={items} rowKey={({ slug }) => slug} rowHead="dataset" />}
    </Section>
  );
}

function useColumns(): TableColumn<InboxItem>[] {
  const { inbox, states, history, ofFourteen } = useMessages().catalogue;
  const say = useSay();
  const what = (item: InboxItem) => inbox.by({ what: history.what[item.what] ?? item.what, name: item.actor });
  return [
    { id: 'dataset', head: inbox.dataset, cell: (item) => <><PageLink className="plain" to={`/datasets/${item.slug}/record`}>{say(item, 'title')}</PageLink><span className="sub muted">{say(item, 'agency')}</span></> },
    { id: 'state', head: inbox.state, cell: (item) => item.state === 'draft' ? <><Badge glyph="warn">{inbox.returned}</Badge>{item.comment && <span className="sub">{item.comment}</span>}</> : <Badge glyph={stateMark[item.state]}>{states[item.state]}</Badge> },
    { id: 'filled', head: inbox.filled, cell: (item) => <span className="num">{ofFourteen({ filled: item.filled })}</span> },
    { id: 'last', head: inbox.last, cell: (item) => <>{what(item)}<span className="sub muted"><ThaiDate iso={item.since} style="withTime" /></span></> },
    { id: 'next', head: inbox.next, cell: (item) => <span className="row-tight"><RecordSteps work={{ verbs: item.verbs.filter((verb) => verb !== 'archive'), record: item }} /></span> },
  ];
}
