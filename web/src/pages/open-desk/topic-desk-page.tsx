import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, apiUrl, readAnswer, told } from '../../api/client.ts';
import { topicDeskQuery, topicMembersQuery, type DeskTopic, type TopicMember } from '../../api/desk-queries.ts';
import { houseFetch } from '../../api/house-fetch.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { TopicPicture } from '../../ui/topic-picture.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { FoundDataset } from './found-dataset.tsx';
import { bodyOf, draftOf } from './topic-draft.ts';

/** One topic: its picture, whether it is in use, and its datasets with how each came in. */
export function TopicDeskPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { desk } = useMessages();
  const say = useSay();
  const query = useQuery(topicDeskQuery());
  const topic = query.data?.items.find((each) => each.id === id);
  return (
    <DeskFrame title={topic ? say(topic, 'title') : desk.tab.topics} lead={topic && say(topic, 'description')} actions={<><PageLink className="btn" to="/open-data/topics">{desk.back}</PageLink><PageLink className="btn" to={`/data/topics/${id}`}>{desk.openPublic}</PageLink></>}>
      <Loaded query={query} label={desk.loading}>{() => topic && <><PictureSection topic={topic} /><MemberSection topic={topic} /></>}</Loaded>
    </DeskFrame>
  );
}

function PictureSection({ topic }: { topic: DeskTopic }) {
  const words = useMessages().desk.topics;
  const may = useMay()('portal.change-topics');
  const path = { params: { path: { id: topic.id } } };
  const sending = useAct((file: File) => houseFetch(apiUrl(`/portal/topics/${topic.id}/picture`), { method: 'PUT', headers: { accept: 'application/json', 'content-type': 'application/octet-stream' }, body: file }).then((answer) => readAnswer(answer)), words.uploaded);
  const dropping = useAct(() => told(api.DELETE('/api/v1/portal/topics/{id}/picture', path)), words.dropped);
  const keeping = useAct((retired: boolean) => told(api.PUT('/api/v1/portal/topics/{id}', { ...path, body: bodyOf(draftOf(topic), topic, retired) })), (retired) => (retired ? words.retired : words.broughtBack));
  const failed = [sending, dropping, keeping].find(({ isError }) => isError);
  const isRetired = topic.retiredAt !== null;
  return (
    <Section title={words.picture} note={words.uploadHint}>
      <div className="topic-line"><TopicPicture {...topic} /><span>{topic.pictureUrl ? words.own : words.pictures[topic.picture ?? 'other']}</span>{isRetired && <Badge glyph="idle">{words.isRetired}</Badge>}</div>
      {may && (
        <div className="row">
          <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']} onSelect={(files) => { const [file] = files ?? []; if (file) sending.mutate(file); }}><Button isPending={sending.isPending}>{words.upload}</Button></FileTrigger>
          {topic.pictureUrl && <Button onPress={() => dropping.mutate()}>{words.dropPicture}</Button>}
          <Button look={isRetired ? [] : 'danger'} onPress={() => keeping.mutate(!isRetired)}>{isRetired ? words.bringBack : words.retire}</Button>
          <span className="t14 muted">{!isRetired && words.retireNote}</span>
        </div>
      )}
      {failed && <ProblemView error={failed.error} />}
    </Section>
  );
}

function MemberSection({ topic }: { topic: DeskTopic }) {
  const { desk } = useMessages();
  const words = desk.topics;
  const say = useSay();
  const query = useQuery(topicMembersQuery(topic.id));
  const [slug, setSlug] = useState('');
  const place = (of: string) => ({ params: { path: { id: topic.id, slug: of } } });
  const putting = useAct((of: string) => told(api.PUT('/api/v1/portal/topics/{id}/datasets/{slug}', place(of))), words.puts, () => setSlug(''));
  const taking = useAct((of: string) => told(api.DELETE('/api/v1/portal/topics/{id}/datasets/{slug}', place(of))), words.took);
  const failed = [putting, taking].find(({ isError }) => isError);
  const act = (member: TopicMember) => (member.how === 'out'
    ? <Button look="small" onPress={() => putting.mutate(member.slug)}>{words.put}<span className="sr"> {say(member, 'title')}</span></Button>
    : <Button look="small" onPress={() => taking.mutate(member.slug)}>{words.take}<span className="sr"> {say(member, 'title')}</span></Button>);
  return (
    <Section title={words.members}>
      <form className="row" aria-label={words.put} onSubmit={(event) => { event.preventDefault(); if (slug) putting.mutate(slug); }}>
        <FoundDataset key={putting.submittedAt} value={slug} onChange={setSlug} />
        <Button type="submit" unavailable={slug ? null : desk.chooseDataset} isPending={putting.isPending}>{words.put}</Button>
      </form>
      {failed && <ProblemView error={failed.error} />}
      <Loaded query={query} label={desk.loading}>
        {({ items }) => (items.length === 0 ? <Empty icon="database" title={words.membersNone}>{words.membersWhy}</Empty> : (
          <DataTable caption={words.members} rows={items} rowKey={(each) => each.slug} rowHead="dataset" columns={[
            { id: 'dataset', head: desk.dataset, cell: (each) => <><PageLink to={`/datasets/${each.slug}`}>{say(each, 'title')}</PageLink><span className="sub">{say(each, 'agency')}</span></> },
            { id: 'how', head: words.how, cell: (each) => words.hows[each.how] },
            { id: 'state', head: words.published, cell: (each) => (each.state === 'published' ? <Badge glyph="ok">{words.published}</Badge> : <Badge glyph="idle">{words.notPublished}</Badge>) },
            { id: 'act', head: desk.actions, cell: act },
          ]} />
        ))}
      </Loaded>
    </Section>
  );
}
