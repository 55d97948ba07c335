import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { waitingCommentsQuery, type HiddenWhy } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { HideDialog } from './hide-dialog.tsx';

/** Comments of the public that nobody has read yet. */
export function CommentDesk() {
  const { desk } = useMessages();
  const words = desk.moderation;
  const query = useQuery(waitingCommentsQuery());
  const [hiding, setHiding] = useState<string | null>(null);
  const place = (id: string) => ({ params: { path: { id } } });
  const showing = useAct((id: string) => told(api.PUT('/api/v1/portal/comments/{id}/moderation', { ...place(id), body: { moderation: 'shown' } })), words.approved);
  const hide = useAct((why: HiddenWhy) => told(api.PUT('/api/v1/portal/comments/{id}/moderation', { ...place(hiding ?? ''), body: { moderation: 'hidden', why } })), words.hidden, () => setHiding(null));
  return (
    <>
      <Loaded query={query} label={desk.loading} lines={4}>
        {({ items }) => (items.length === 0 ? <Empty level={2} title={words.none}>{words.noneWhy}</Empty> : (
          <DataTable caption={words.shows.comments} rows={items} rowKey={({ id }) => id} rowHead="said" columns={[
            { id: 'said', head: words.said, cell: ({ text }) => <span className="desk-text">{text}</span> },
            { id: 'request', head: words.request, cell: ({ requestId, title }) => <PageLink to={`/data/requests/${requestId}`}>{title}</PageLink> },
            { id: 'at', head: words.at, cell: (each) => <ThaiDate iso={each.at} style="withTime" /> },
            { id: 'acts', head: desk.actions, cell: ({ id, title }) => <span className="row"><Button look="small" onPress={() => showing.mutate(id)}>{words.approve}<span className="sr"> {title}</span></Button><Button look="small" onPress={() => setHiding(id)}>{words.hide}<span className="sr"> {title}</span></Button></span> },
          ]} />
        ))}
      </Loaded>
      {hiding && <HideDialog acting={hide} onSend={({ why }) => hide.mutate(why)} onClose={() => setHiding(null)} />}
    </>
  );
}
