import { api, told } from '../../api/client.ts';
import type { Delivery } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { deliveryGlyph, deliveryState } from './delivery-state.ts';

/** Sign-outs with the receipt of each, or why there is none. @param named whether the service stands in a column. */
export function DeliveryTable({ items, named }: { items: Delivery[]; named: boolean }) {
  const words = useMessages().security.logouts;
  const again = useAct((deliveryId: number) => told(api.POST('/api/v1/logout-deliveries/{deliveryId}/again', { params: { path: { deliveryId } } })), words.againDone);
  const columns = useColumns(named, (each) => again.mutate(each.id));
  return (
    <>
      {again.isError && <ProblemView error={again.error} />}
      <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="at" />
    </>
  );
}

function useColumns(named: boolean, onAgain: (delivery: Delivery) => void): TableColumn<Delivery>[] {
  const { security: { logouts: words }, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  const columns: TableColumn<Delivery>[] = [
    { id: 'at', head: words.at, cell: (each) => <ThaiDate iso={each.createdAt} style="withTime" /> },
    ...(named ? [{ id: 'service', head: words.service, cell: (each: Delivery) => <PageLink className="plain" to={`/services/${each.clientId}`}>{say(each, 'name')}</PageLink> }] : []),
    { id: 'why', head: words.why, cell: (each) => words.whys[each.why] ?? each.why },
    { id: 'state', head: words.state, cell: (each) => <Outcome delivery={each} /> },
  ];
  if (!may('signon.retry-logout-deliveries')) return columns;
  return [...columns, { id: 'actions', head: admin.actions, cell: (each) => (deliveryState(each) === 'told' ? '–' : <Button look="small" onPress={() => onAgain(each)}>{words.again}<span className="sr"> {say(each, 'name')} {each.id}</span></Button>) }];
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const words = useMessages().security.logouts;
  const state = deliveryState(delivery);
  return (
    <>
      <Badge glyph={deliveryGlyph[state]}>{words.states[state]}</Badge>
      <span className="sub">
        {delivery.deliveredAt ? <ThaiDate iso={delivery.deliveredAt} style="withTime" /> : words.attempts({ count: delivery.attempts })}
        {delivery.status !== null && <> · {words.http({ status: delivery.status })}</>}
        {state === 'waiting' && delivery.attempts > 0 && <> · {words.nextTry} <ThaiDate iso={delivery.nextAt} style="withTime" /></>}
      </span>
      {delivery.lastError && <span className="sub"><code className="secret-text">{delivery.lastError}</code></span>}
    </>
  );
}
