import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { showcasesQuery } from '../../api/portal-queries.ts';
import type { Showcase } from '../../api/portal-types.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { webUrl } from '../portal/dataset/file-url.ts';

const states = ['submitted', 'approved', 'declined'] as const;
interface Decision { showcase: Showcase; state: 'approved' | 'declined'; reason?: string }

/** Showcases: to be decided, shown, declined with their reason; a decision may be changed. */
export function ShowcaseDesk() {
  const { desk } = useMessages();
  const words = desk.moderation;
  const [search, change] = usePageSearch();
  const state = oneOf(search['state'], states);
  const query = useQuery(showcasesQuery({ state }));
  const may = useMay()('portal.decide-showcase');
  const [refusing, setRefusing] = useState<Showcase | null>(null);
  const deciding = useAct(({ showcase, ...body }: Decision) => told(api.PUT('/api/v1/portal/showcases/{id}/decision', { params: { path: { id: showcase.id } }, body })), words.decided, () => setRefusing(null));
  const columns = useColumns(may, (showcase) => deciding.mutate({ showcase, state: 'approved' }), setRefusing);
  return (
    <>
      <div className="desk-state"><Select label={words.state} value={state} options={states.map((value) => ({ value, label: words.showcaseStates[value] }))} onChange={(value) => change({ state: value === 'submitted' ? undefined : value })} /></div>
      <Loaded query={query} label={desk.loading} lines={4}>{({ items }) => (items.length === 0 ? <Empty level={2} title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.shows.showcases} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="showcase" />)}</Loaded>
      {refusing && <ReasonDialog title={words.refuseTitle} verb={words.refuse} acting={deciding} onSend={(reason) => deciding.mutate({ showcase: refusing, state: 'declined', reason })} onClose={() => setRefusing(null)}><p>{words.refuseNote}</p></ReasonDialog>}
    </>
  );
}

function useColumns(may: boolean, onApprove: (showcase: Showcase) => void, onRefuse: (showcase: Showcase) => void): TableColumn<Showcase>[] {
  const { desk } = useMessages();
  const words = desk.moderation;
  const say = useSay();
  return [
    { id: 'showcase', head: words.showcase, cell: (showcase) => <>{showcase.title}<span className="sub desk-text">{showcase.summary}</span><span className="sub mono">{webUrl(showcase.address)}</span></> },
    { id: 'maker', head: words.maker, cell: ({ maker }) => maker },
    { id: 'datasets', head: desk.dataset, cell: ({ datasets }) => datasets.map((each) => say(each, 'title')).join(', ') || '–' },
    { id: 'at', head: words.at, cell: ({ submittedAt }) => <ThaiDate iso={submittedAt} /> },
    { id: 'acts', head: desk.actions, cell: (showcase) => (
      <span className="row">
        {showcase.reason && <span className="t14 muted">{words.reason}: {showcase.reason}</span>}
        {may && showcase.state !== 'approved' && <Button look="small" onPress={() => onApprove(showcase)}>{words.approve}<span className="sr"> {showcase.title}</span></Button>}
        {may && showcase.state !== 'declined' && <Button look="small" onPress={() => onRefuse(showcase)}>{words.refuse}<span className="sr"> {showcase.title}</span></Button>}
      </span>
    ) },
  ];
}
