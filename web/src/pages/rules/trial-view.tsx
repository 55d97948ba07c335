import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import type { RuleTrial } from '../../api/rule-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';

/** What a rule would have said of the current release, with the first rows that break it. */
export function TrialView({ trial }: { trial: RuleTrial }) {
  const words = useMessages().rules.trial;
  return (
    <div className="stack" role="status">
      <Callout tone={trial.good === null ? 'info' : trial.good ? 'ok' : 'warn'} title={<Verdict trial={trial} />} level={3}><Figure trial={trial} /></Callout>
      {trial.examples.length > 0 && <Examples trial={trial} />}
      {trial.columns.some(({ masked }) => masked) && trial.examples.length > 0 && <p className="t13 muted">{words.masked}</p>}
    </div>
  );
}

function Verdict({ trial: { release, rows, good, failing, level } }: { trial: RuleTrial }) {
  const words = useMessages().rules.trial;
  if (good === null) return <>{words.notYet}</>;
  if (level === 'table') return <>{good ? words.tableGood({ release }) : words.tableBad({ release })}</>;
  return <>{good ? words.good({ release, rows: formatNumber(rows) }) : words.bad({ release, failing: formatNumber(failing), rows: formatNumber(rows) })}</>;
}

function Figure({ trial: { figure } }: { trial: RuleTrial }) {
  const words = useMessages().rules.trial;
  const tell = useTell();
  if (!figure) return null;
  return <p className="t14">{words.found({ what: tell(figure), value: figure.kind === 'share' ? formatPercent(figure.value) : formatNumber(figure.value) })}</p>;
}

function Examples({ trial: { columns, examples } }: { trial: RuleTrial }) {
  const words = useMessages().rules.trial;
  const say = useSay();
  const rows = examples.map((cells, at) => ({ at, cells }));
  return (
    <DataTable caption={words.examples} captionHidden={false} phones="scroll" density="compact" rows={rows} rowKey={({ at }) => at} columns={columns.map((column): TableColumn<(typeof rows)[number]> => ({
      id: column.name, head: say(column, 'title'), cell: ({ cells }) => cells[column.name] ?? <span className="off">{words.emptyCell}</span>,
    }))} />
  );
}
