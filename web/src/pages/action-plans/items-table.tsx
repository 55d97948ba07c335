import { formatThaiDate } from '@saphan/contracts/dates';
import type { PlanItem } from '../../api/plan-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';

const glyphs: Record<PlanItem['progress'], Glyph> = {
  'done-on-time': 'ok', 'done-late': 'ok', overdue: 'over', 'at-risk': 'warn', 'due-soon': 'info', 'on-track': 'plan', 'not-started': 'plan', 'no-due-date': 'idle',
};
const urgency: readonly PlanItem['progress'][] = ['overdue', 'at-risk', 'due-soon', 'no-due-date', 'not-started', 'on-track', 'done-late', 'done-on-time'];

/** The datasets of a project, those that need somebody first: due date, way so far, when it is expected. */
export function ItemsTable({ items, keeps, onTakeOut }: { items: readonly PlanItem[]; keeps: boolean; onTakeOut: (item: PlanItem) => void }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const day = (iso: string) => formatThaiDate(iso, { lang });
  const columns: TableColumn<PlanItem>[] = [
    { id: 'dataset', head: words.dataset, className: 'wide', cell: (item) => <><PageLink to={`/datasets/${item.slug}`}>{say(item, 'title')}</PageLink><span className="sub t13 muted">{say(item.agency, 'name')}</span></> },
    { id: 'standing', head: words.standing, cell: (item) => <Badge glyph={glyphs[item.progress]}>{words.words[item.progress]}</Badge> },
    { id: 'due', head: words.due, cell: (item) => <><ThaiDate iso={item.dueOn} />{item.baselineDueOn !== null && item.baselineDueOn !== item.dueOn && <span className="sub t13 muted">{words.baseline({ date: day(item.baselineDueOn) })}</span>}</> },
    { id: 'way', head: words.way, cell: (item) => <Way item={item} /> },
    { id: 'outlook', head: words.outlook, cell: (item) => <Outlook item={item} /> },
    ...(keeps ? [{ id: 'actions', head: words.actions, cell: (item: PlanItem) => <Button look={['quiet', 'small']} onPress={() => onTakeOut(item)}>{words.takeOut}<span className="sr"> {say(item, 'title')}</span></Button> }] : []),
  ];
  const rows = items.toSorted((a, b) => urgency.indexOf(a.progress) - urgency.indexOf(b.progress) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
  return <DataTable caption={words.items({ count: items.length })} columns={columns} rows={rows} rowKey={(item) => item.slug} rowHead="dataset" />;
}

/** Source, contract, linked: when each was reached. */
function Way({ item }: { item: PlanItem }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const steps = [['source', item.sourceOn], ['contract', item.contractOn], ['linked', item.linkedOn]] as const;
  return (
    <ul className="way">
      {steps.map(([step, on]) => <li key={step} data-done={on !== null || undefined}>{on ? words.stepOn({ step: words.steps[step], date: formatThaiDate(on, { lang }) }) : words.notYet({ step: words.steps[step] })}</li>)}
    </ul>
  );
}

function Outlook({ item }: { item: PlanItem }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  if (item.linkedOn !== null) return <span className="off">–</span>;
  if (!item.forecast) return <span className="muted t14">{words.noForecast}</span>;
  const { on50, on80, from, comparable } = item.forecast;
  return <>{words.forecast({ on50: formatThaiDate(on50, { lang }), on80: formatThaiDate(on80, { lang }) })}<span className="sub t13 muted">{words.forecastFrom({ count: comparable, from: words.from[from] })}</span></>;
}
