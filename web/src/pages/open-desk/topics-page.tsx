import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { topicDeskQuery, type DeskTopic } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TopicPicture } from '../../ui/topic-picture.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { TopicDialog } from './topic-dialog.tsx';

/** All topics, retired ones last: what they are called, in which order, by which rule datasets come in. */
export function TopicsDeskPage() {
  const { desk } = useMessages();
  const words = desk.topics;
  const may = useMay()('portal.change-topics');
  const query = useQuery(topicDeskQuery());
  const [open, setOpen] = useState<DeskTopic | 'new' | null>(null);
  return (
    <DeskFrame title={desk.tab.topics} lead={words.lead} actions={may && <Button look="primary" onPress={() => setOpen('new')}>{words.add}</Button>}>
      <Loaded query={query} label={desk.loading} lines={8}>{({ items }) => <TopicTable items={items} onChange={may ? setOpen : null} />}</Loaded>
      {open && <TopicDialog topic={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </DeskFrame>
  );
}

function TopicTable({ items, onChange }: { items: DeskTopic[]; onChange: ((topic: DeskTopic) => void) | null }) {
  const { desk } = useMessages();
  const words = desk.topics;
  const say = useSay();
  const inUse = items.filter(({ retiredAt }) => retiredAt === null);
  const rows = [...inUse, ...items.filter(({ retiredAt }) => retiredAt !== null)];
  const ordering = useAct((ids: string[]) => told(api.PUT('/api/v1/portal/topic-order', { body: { ids } })), words.ordered);
  const move = (topic: DeskTopic, by: 1 | -1) => {
    const ids = inUse.map(({ id }) => id);
    const at = ids.indexOf(topic.id);
    ids.splice(at, 1);
    ids.splice(at + by, 0, topic.id);
    ordering.mutate(ids);
  };
  const columns: TableColumn<DeskTopic>[] = [
    { id: 'topic', head: words.topic, cell: (topic) => <span className="topic-line"><TopicPicture {...topic} /><span><PageLink to={`/open-data/topics/${topic.id}`}>{say(topic, 'title')}</PageLink><span className="sub mono">{topic.id}</span>{topic.retiredAt && <Badge glyph="idle">{words.isRetired}</Badge>}</span></span> },
    { id: 'datasets', head: words.datasets, numeric: true, cell: (topic) => <Num value={topic.datasets} /> },
    { id: 'rule', head: words.rule, cell: (topic) => [...topic.rule.agencies, ...topic.rule.tags, ...topic.rule.words].join(', ') || words.noRule },
    ...onChange ? [{ id: 'acts', head: desk.actions, cell: (topic: DeskTopic) => (
      <span className="row">
        <Button look="small" onPress={() => onChange(topic)}>{words.change}<span className="sr"> {say(topic, 'title')}</span></Button>
        {topic.retiredAt === null && <><Step topic={topic} by={-1} isEnd={inUse[0]?.id === topic.id} onMove={move} /><Step topic={topic} by={1} isEnd={inUse.at(-1)?.id === topic.id} onMove={move} /></>}
      </span>
    ) }] : [],
  ];
  return <>{ordering.isError && <ProblemView error={ordering.error} />}<DataTable caption={desk.tab.topics} columns={columns} rows={rows} rowKey={({ id }) => id} rowHead="topic" /></>;
}

function Step({ topic, by, isEnd, onMove }: { topic: DeskTopic; by: 1 | -1; isEnd: boolean; onMove: (topic: DeskTopic, by: 1 | -1) => void }) {
  const { desk, shell } = useMessages();
  const say = useSay();
  return <Button look={['small', 'icon', 'quiet']} aria-label={`${by < 0 ? desk.up : desk.down} ${say(topic, 'title')}`} unavailable={isEnd ? (by < 0 ? shell.firstPage : shell.lastPage) : null} onPress={() => onMove(topic, by)}><Icon name={by < 0 ? 'up' : 'down'} /></Button>;
}
