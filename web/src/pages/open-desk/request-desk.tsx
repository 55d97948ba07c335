import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { requestsQuery } from '../../api/portal-queries.ts';
import type { DemandRequest, Moderation } from '../../api/portal-types.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FoundField } from '../../ui/found-field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Select } from '../../ui/select.tsx';
import { stateGlyph } from '../portal/demand/state-glyph.ts';
import { HideDialog } from './hide-dialog.tsx';

const states = ['waiting', 'shown', 'hidden'] as const satisfies Moderation[];
const most = 100;
const at = ({ id }: DemandRequest) => ({ params: { path: { id } } });

/** Requests for data: shown, hidden with a reason, merged; answers are given on the page of the request. */
export function RequestDesk() {
  const { desk, portal } = useMessages();
  const words = desk.moderation;
  const [search, change] = usePageSearch();
  const state = oneOf(search['state'], states);
  const query = useQuery(requestsQuery({ moderation: state, sort: 'newest', limit: most }));
  const [open, setOpen] = useState<{ deed: 'hide' | 'merge'; request: DemandRequest } | null>(null);
  const columns = useColumns((deed, request) => setOpen({ deed, request }));
  return (
    <>
      <div className="desk-state"><Select label={words.state} value={state} options={states.map((value) => ({ value, label: portal.requests.moderation[value] }))} onChange={(value) => change({ state: value === 'waiting' ? undefined : value })} /></div>
      <Loaded query={query} label={desk.loading} lines={6}>{({ items }) => (items.length === 0 ? <Empty level={2} title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.shows.requests} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="request" />)}</Loaded>
      {open?.deed === 'hide' && <Hide request={open.request} onClose={() => setOpen(null)} />}
      {open?.deed === 'merge' && <Merge request={open.request} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onAct: (deed: 'hide' | 'merge', request: DemandRequest) => void): TableColumn<DemandRequest>[] {
  const { desk, portal } = useMessages();
  const words = desk.moderation;
  const say = useSay();
  const showing = useAct((request: DemandRequest) => told(api.PUT('/api/v1/portal/requests/{id}/moderation', { ...at(request), body: { moderation: 'shown' } })), words.approved);
  const name = (request: DemandRequest) => <span className="sr"> {request.title}</span>;
  return [
    { id: 'request', head: words.request, cell: (request) => <><PageLink to={`/data/requests/${request.id}`}>{request.title}</PageLink><span className="sub desk-text">{request.need}</span></> },
    { id: 'agency', head: desk.agency, cell: (request) => say(request, 'agency') || portal.requests.anyAgency },
    { id: 'asked', head: words.asked, cell: (request) => <ThaiDate iso={request.askedAt} /> },
    { id: 'votes', head: words.votes, numeric: true, cell: (request) => <Num value={request.votes} /> },
    { id: 'state', head: words.state, cell: (request) => <><Badge glyph={stateGlyph[request.state]}>{portal.requests.states[request.state]}</Badge>{request.hiddenWhy && <span className="sub">{words.whys[request.hiddenWhy]}{request.hiddenNote && `: ${request.hiddenNote}`}</span>}{request.mergedInto && <span className="sub"><PageLink to={`/data/requests/${request.mergedInto}`}>{words.mergedInto}{name(request)}</PageLink></span>}</> },
    { id: 'acts', head: desk.actions, cell: (request) => (
      <span className="row">
        {request.moderation !== 'shown' && !request.mergedInto && <Button look="small" onPress={() => showing.mutate(request)}>{words.approve}{name(request)}</Button>}
        {request.moderation !== 'hidden' && <Button look="small" onPress={() => onAct('hide', request)}>{words.hide}{name(request)}</Button>}
        {!request.mergedInto && request.state !== 'published' && <Button look="small" onPress={() => onAct('merge', request)}>{words.merge}{name(request)}</Button>}
      </span>
    ) },
  ];
}

function Hide({ request, onClose }: { request: DemandRequest; onClose: () => void }) {
  const words = useMessages().desk.moderation;
  const acting = useAct((given: Parameters<Parameters<typeof HideDialog>[0]['onSend']>[0]) => told(api.PUT('/api/v1/portal/requests/{id}/moderation', { ...at(request), body: { moderation: 'hidden', ...given } })), words.hidden, onClose);
  return <HideDialog acting={acting} withNote onSend={(given) => acting.mutate(given)} onClose={onClose} />;
}

function Merge({ request, onClose }: { request: DemandRequest; onClose: () => void }) {
  const words = useMessages().desk.moderation;
  const [into, setInto] = useState('');
  const [typed, setTyped] = useState('');
  const { data } = useQuery(requestsQuery({ q: typed, limit: 10 }));
  const choices = (data?.items ?? []).filter(({ id }) => id !== request.id).map(({ id, title, votes }) => ({ value: id, label: title, hint: String(votes) }));
  const acting = useAct(() => told(api.POST('/api/v1/portal/requests/{id}/merge', { ...at(request), body: { into } })), words.merged, onClose);
  return (
    <FormDialog title={words.mergeTitle} verb={words.merge} acting={acting} ready={into !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <><p>{words.mergeNote({ title: request.title })}</p><FoundField label={words.into} value={into} typed={typed} choices={choices} none={words.intoNone} onType={setTyped} onChange={setInto} error={tried && into === '' ? words.chooseInto : null} /></>}
    </FormDialog>
  );
}
