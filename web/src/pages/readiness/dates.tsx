import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { surveyDatesQuery, type SurveyDates } from '../../api/readiness-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';

type Item = SurveyDates['items'][number];

/** Days that agencies named beside those of the plan: the secretariat chooses which become due dates. */
export function Dates({ id }: { id: number }) {
  const { readiness: words } = useMessages();
  const query = useQuery(surveyDatesQuery(id));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [adopting, setAdopting] = useState(false);
  const rows = (query.data?.items ?? []).filter(({ rowId }) => chosen.has(rowId)).map(({ rowId }) => rowId);
  const acting = useAct((reason: string) => told(api.POST('/api/v1/readiness-campaigns/{id}/due-dates', { params: { path: { id } }, body: { rows, reason } })), words.adopted, () => { setAdopting(false); setChosen(new Set()); });
  return (
    <Section title={words.dates} note={words.datesNote} aside={<Button isDisabled={rows.length === 0} onPress={() => setAdopting(true)}>{words.adopt}{rows.length === 0 && <span className="sr"> ({words.chooseFirst})</span>}</Button>}>
      <Loaded query={query} label={words.loading} lines={4}>{({ items }) => (items.length === 0 ? <Empty icon="calendar" title={words.noDates}>{words.noDatesWhy}</Empty> : <DatesTable id={id} items={items} chosen={chosen} onChoose={setChosen} />)}</Loaded>
      {adopting && <ReasonDialog danger={false} title={words.adopt} verb={words.adopt} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={() => setAdopting(false)}><p>{words.adoptWhy({ count: rows.length })}</p></ReasonDialog>}
    </Section>
  );
}

function DatesTable({ id, items, chosen, onChoose }: { id: number; items: Item[]; chosen: ReadonlySet<number>; onChoose: (chosen: ReadonlySet<number>) => void }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const toggle = (rowId: number) => onChoose(chosen.has(rowId) ? new Set([...chosen].filter((each) => each !== rowId)) : new Set([...chosen, rowId]));
  const columns: TableColumn<Item>[] = [
    { id: 'dataset', head: words.dataset, className: 'wide', cell: (item) => <PageLink to={`/readiness/${id}/${item.agency.id}`} search={{ row: String(item.rowId) }}>{say(item, 'title')}</PageLink> },
    { id: 'agency', head: words.agency, cell: (item) => say(item.agency, 'name') },
    { id: 'plan', head: words.planOn, cell: (item) => <ThaiDate iso={item.planOn} /> },
    { id: 'answer', head: words.answeredOn, cell: (item) => <ThaiDate iso={item.answeredOn} /> },
    { id: 'pick', head: words.picked, cell: (item) => <label className="check"><input type="checkbox" checked={chosen.has(item.rowId)} onChange={() => toggle(item.rowId)} /><span className="sr">{words.pick({ title: say(item, 'title') })}</span></label> },
  ];
  return (
    <>
      <p><label className="check"><input type="checkbox" checked={items.every(({ rowId }) => chosen.has(rowId))} onChange={(event) => onChoose(event.target.checked ? new Set(items.map(({ rowId }) => rowId)) : new Set())} /><span>{words.pickAll}</span></label></p>
      <DataTable caption={words.dates} columns={columns} rows={items} rowKey={(item) => item.rowId} rowHead="dataset" />
    </>
  );
}
