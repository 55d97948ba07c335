import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { ReviewItem } from '../../api/review-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

type Decision = 'keep' | 'remove';
interface Open { item: ReviewItem; decision: Decision }

/** Who has what, with a yes or no for each. @param isOpen whether this person may answer, as the head asked or for whom nobody answers; `named` shows who was asked. */
export function ReviewTable({ items, isOpen, named }: { items: ReviewItem[]; isOpen: boolean; named: boolean }) {
  const words = useMessages().reviews.list;
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useColumns(isOpen ? setOpen : null, named);
  return (
    <>
      <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="who" />
      {open && <Decide {...open} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onOpen: ((open: Open) => void) | null, named: boolean): TableColumn<ReviewItem>[] {
  const words = useMessages().reviews.list;
  const say = useSay();
  return [
    { id: 'who', head: words.who, cell: (each) => <>{each.account.displayName}{each.account.userName && <span className="sub"><code>{each.account.userName}</code></span>}</> },
    { id: 'what', head: words.what, cell: (each) => <>{say(each, 'what')}<span className="sub">{words.kinds[each.kind]}</span></> },
    ...(named ? [{ id: 'reviewer', head: words.reviewer, cell: (each: ReviewItem) => each.reviewer ?? <span className="muted">{words.nobody}</span> }] : []),
    { id: 'answer', head: words.answer, cell: (each) => <AnswerCell item={each} onOpen={onOpen} /> },
  ];
}

function AnswerCell({ item, onOpen }: { item: ReviewItem; onOpen: ((open: Open) => void) | null }) {
  const words = useMessages().reviews.list;
  const say = useSay();
  if (item.decision) return <><Badge glyph={item.decision === 'keep' ? 'ok' : 'bad'}>{words[item.decision]}</Badge><span className="sub">{item.reason} · {item.decidedBy} <ThaiDate iso={item.decidedAt} near /></span></>;
  if (!onOpen) return <Badge glyph="plan">{words.waiting}</Badge>;
  const named = <span className="sr"> {say(item, 'what')} {item.account.displayName}</span>;
  return <span className="row"><Button look="small" onPress={() => onOpen({ item, decision: 'keep' })}>{words.keep}{named}</Button><Button look={['small', 'danger']} onPress={() => onOpen({ item, decision: 'remove' })}>{words.remove}{named}</Button></span>;
}

function Decide({ item, decision, onClose }: Open & { onClose: () => void }) {
  const words = useMessages().reviews.list;
  const say = useSay();
  const keep = decision === 'keep';
  const acting = useAct((reason: string) => told(api.POST('/api/v1/review-items/{id}', { params: { path: { id: item.id } }, body: { decision, reason } })), keep ? words.kept : words.removed, onClose);
  const named = { name: item.account.displayName, what: say(item, 'what') };
  return <ReasonDialog title={keep ? words.keepOf(named) : words.removeOf(named)} verb={words[decision]} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose} danger={!keep}><p>{keep ? words.keepWhy : words.removeWhy}</p></ReasonDialog>;
}
