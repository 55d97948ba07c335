import { formatNumber } from '@saphan/contracts/numbers';
import { todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { deskPlanQuery, type DeskItem } from '../../api/desk-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { FoundDataset } from './found-dataset.tsx';

const glyphs = { planned: 'run', late: 'over', published: 'ok' } as const;

/** Items of the publication plan on their way to publication. */
export function PlanDeskPage() {
  const { desk, portal } = useMessages();
  const words = desk.plan;
  const query = useQuery(deskPlanQuery());
  const [open, setOpen] = useState<{ deed: 'deliver' | 'move'; item: DeskItem } | null>(null);
  const columns = useColumns((deed, item) => setOpen({ deed, item }));
  const count = (state: DeskItem['state']) => formatNumber(query.data?.items.filter((item) => item.state === state).length ?? 0);
  return (
    <DeskFrame title={desk.tab.plan} lead={query.data && <Rich text={words.lead({ late: count('late'), planned: count('planned'), published: count('published') })} />} actions={<PageLink className="btn" to="/data/plan">{desk.openPublic}</PageLink>}>
      <Loaded query={query} label={desk.loading} lines={6}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="calendar" title={portal.plan.none}>{portal.plan.noneWhy}</Empty> : <DataTable caption={desk.tab.plan} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="item" />)}
      </Loaded>
      {open?.deed === 'deliver' && <DeliverDialog item={open.item} onClose={() => setOpen(null)} />}
      {open?.deed === 'move' && <MoveDialog item={open.item} onClose={() => setOpen(null)} />}
    </DeskFrame>
  );
}

function useColumns(onAct: (deed: 'deliver' | 'move', item: DeskItem) => void): TableColumn<DeskItem>[] {
  const { desk, portal } = useMessages();
  const words = desk.plan;
  const say = useSay();
  const mayMove = useMay()('portal.make-survey');
  return [
    { id: 'item', head: portal.plan.item, cell: (item) => <>{item.dataset ? <PageLink to={`/data/${item.dataset}`}>{say(item, 'title')}</PageLink> : say(item, 'title')}{item.movedWhy && <span className="sub">{words.movedWhy} {item.movedWhy}</span>}{item.surveyId !== null && <span className="sub"><PageLink to={`/data/surveys/${item.surveyId}`}>{words.survey}<span className="sr"> {say(item, 'title')}</span></PageLink></span>}</> },
    { id: 'agency', head: desk.agency, cell: (item) => say(item, 'agency') },
    { id: 'due', head: portal.plan.due, cell: (item) => <ThaiDate iso={item.dueOn} /> },
    { id: 'votes', head: portal.plan.votes, numeric: true, cell: (item) => <Num value={item.votes} /> },
    { id: 'state', head: portal.plan.state, cell: (item) => <Badge glyph={glyphs[item.state]}>{portal.plan.states[item.state]}</Badge> },
    { id: 'acts', head: desk.actions, cell: (item) => (item.state === 'published' ? <span className="muted">–</span> : (
      <span className="row">
        {item.mayDeliver && <Button look="small" onPress={() => onAct('deliver', item)}>{words.deliver}<span className="sr"> {say(item, 'title')}</span></Button>}
        {mayMove && <Button look="small" onPress={() => onAct('move', item)}>{words.move}<span className="sr"> {say(item, 'title')}</span></Button>}
      </span>
    )) },
  ];
}

function DeliverDialog({ item, onClose }: { item: DeskItem; onClose: () => void }) {
  const { desk } = useMessages();
  const words = desk.plan;
  const [slug, setSlug] = useState('');
  const acting = useAct(() => told(api.PUT('/api/v1/portal/plan/{id}/dataset', { params: { path: { id: String(item.id) } }, body: { dataset: slug } })), words.delivered, onClose);
  return <FormDialog title={words.deliverTitle} verb={words.deliver} acting={acting} ready={slug !== ''} onSend={() => acting.mutate()} onClose={onClose}>{(tried) => <><p>{words.deliverNote}</p><FoundDataset value={slug} onChange={setSlug} openOnly error={tried && slug === '' ? desk.chooseDataset : null} /></>}</FormDialog>;
}

function MoveDialog({ item, onClose }: { item: DeskItem; onClose: () => void }) {
  const { desk, shell, portal } = useMessages();
  const words = desk.plan;
  const say = useSay();
  const today = todayInBangkok(new Date());
  const { data: agencies } = useQuery(agenciesQuery());
  const [dueOn, setDueOn] = useState(item.dueOn < today ? today : item.dueOn);
  const [agencyId, setAgencyId] = useState(item.agencyId);
  const acting = useAct((reason: string) => told(api.PUT('/api/v1/portal/plan/{id}', { params: { path: { id: String(item.id) } }, body: { dueOn, agencyId, reason } })), words.moved, onClose);
  return (
    <ReasonDialog title={words.moveTitle} verb={words.move} danger={false} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}>
      <p>{words.moveNote}</p>
      <DatePicker label={portal.plan.due} value={dueOn} min={today} onChange={setDueOn} />
      <ComboBox key={agencies?.items.length ?? 0} label={desk.agency} value={agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} openLabel={shell.openList} onChange={(id) => { if (id) setAgencyId(id); }} />
    </ReasonDialog>
  );
}
