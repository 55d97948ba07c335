import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber } from '@saphan/contracts/numbers';
import { api, told } from '../../api/client.ts';
import { receiversQuery, type Receiver } from '../../api/lineage-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SecurityFrame } from '../security/security-frame.tsx';
import { ReceiverDialog, RemoveReceiverDialog } from './receiver-dialogs.tsx';

type Act = (deed: 'change' | 'remove' | 'try', receiver: Receiver) => void;

/** Systems outside that hear of every run, as OpenLineage says (docs/guides/lineage.md). */
export function ReceiversPage() {
  const { lineage: { receivers: words } } = useMessages();
  const say = useSay();
  const query = useQuery(receiversQuery());
  const [open, setOpen] = useState<Receiver | 'new' | null>(null);
  const [removing, setRemoving] = useState<Receiver | null>(null);
  const trying = useMutation({ mutationFn: (receiver: Receiver) => told(api.POST('/api/v1/open-lineage/receivers/{id}/test', { params: { path: { id: receiver.id } } })) });
  const columns = useColumns((deed, receiver) => (deed === 'change' ? setOpen(receiver) : deed === 'remove' ? setRemoving(receiver) : trying.mutate(receiver)));
  const add = useMay()('lineage.manage-receivers') ? <Button look="primary" onPress={() => setOpen('new')}><Icon name="plus" />{words.add}</Button> : undefined;
  return (
    <SecurityFrame title={words.title} lead={words.lead} actions={add}>
      <section className="section" aria-label={words.caption}>
        {trying.data && <Callout tone={trying.data.ok ? 'info' : 'warn'} title={`${trying.variables.name}: ${trying.data.ok ? words.tried : words.notTaken}`} alert><p className="t14">{say({ saidTh: trying.data.th, saidEn: trying.data.en }, 'said')}</p></Callout>}
        {trying.isError && <ProblemView error={trying.error} />}
        <Loaded query={query} label={words.loading} lines={3}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="flow" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
        </Loaded>
      </section>
      {open && <ReceiverDialog receiver={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && <RemoveReceiverDialog receiver={removing} onClose={() => setRemoving(null)} />}
    </SecurityFrame>
  );
}

function useColumns(onAct: Act): TableColumn<Receiver>[] {
  const { lineage: { receivers: words }, admin } = useMessages();
  const may = useMay();
  const columns: TableColumn<Receiver>[] = [
    { id: 'name', head: words.name, cell: (each) => <>{each.name}<span className="sub"><code className="secret-text">{each.url}</code></span></> },
    { id: 'state', head: words.state, cell: (each) => <State receiver={each} /> },
    { id: 'level', head: words.level, cell: (each) => words.levels[each.mostLevel] ?? each.mostLevel },
  ];
  if (!may('lineage.manage-receivers')) return columns;
  return [...columns, { id: 'actions', head: admin.actions, cell: (each) => <div className="row"><Button look="small" onPress={() => onAct('try', each)}>{words.try}<span className="sr"> {each.name}</span></Button><Button look="small" onPress={() => onAct('change', each)}>{admin.change}<span className="sr"> {each.name}</span></Button><Button look={['small', 'danger']} onPress={() => onAct('remove', each)}>{words.remove}<span className="sr"> {each.name}</span></Button></div> }];
}

function State({ receiver }: { receiver: Receiver }) {
  const words = useMessages().lineage.receivers;
  const say = useSay();
  const { enabled, failures, lastError } = receiver;
  return (
    <>
      <Badge glyph={!enabled ? 'idle' : failures > 0 ? 'warn' : 'ok'}>{!enabled ? words.off : failures > 0 ? words.trouble : words.on}</Badge>
      <span className="sub">{words.counts({ sent: formatNumber(receiver.sent), waiting: formatNumber(receiver.waiting), refused: formatNumber(receiver.refused) })}</span>
      {receiver.lastSentAt && <span className="sub">{words.last} <ThaiDate iso={receiver.lastSentAt} style="withTime" /></span>}
      {lastError && <span className="sub">{say({ errorTh: lastError.th, errorEn: lastError.en }, 'error')}</span>}
    </>
  );
}
