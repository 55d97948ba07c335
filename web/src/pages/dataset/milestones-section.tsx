import { daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { datasetMilestonesQuery, type DatasetMilestones, type Milestone } from '../../api/milestone-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';

/** The way of the dataset: each milestone by the first due date, and when it was reached or can be. */
export function MilestonesSection({ slug }: { slug: string }) {
  const words = useMessages().milestones;
  const query = useQuery(datasetMilestonesQuery(slug));
  return (
    <Section id="milestones" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={4}>{(way) => (way.milestones.every(({ baselineOn, reachedOn }) => baselineOn === null && reachedOn === null) ? <p className="muted">{words.none}</p> : <Milestones way={way} />)}</Loaded>
    </Section>
  );
}

function Milestones({ way }: { way: DatasetMilestones }) {
  const words = useMessages().milestones;
  const lang = useLang();
  const columns: TableColumn<Milestone>[] = [
    { id: 'milestone', head: words.milestone, cell: ({ id, reachedOn }) => <Badge glyph={reachedOn ? 'ok' : id === way.next ? 'info' : 'idle'}>{words.names[id]}</Badge> },
    { id: 'baseline', head: words.baseline, cell: ({ baselineOn }) => <ThaiDate iso={baselineOn} /> },
    { id: 'current', head: words.current, cell: ({ reachedOn, expectedOn }) => (reachedOn ? <ThaiDate iso={reachedOn} /> : expectedOn ? <span className="muted">{words.expected({ date: formatThaiDate(expectedOn, { lang }) })}</span> : <span className="off">–</span>) },
    { id: 'slip', head: words.slip, cell: (each) => slipOf(each, (days) => words.days({ days })) },
  ];
  return <DataTable caption={words.title} columns={columns} rows={way.milestones} rowKey={({ id }) => id} rowHead="milestone" density="compact" />;
}

function slipOf({ baselineOn, reachedOn, expectedOn }: Milestone, say: (days: number) => string): string {
  const current = reachedOn ?? expectedOn;
  return baselineOn === null || current === null ? '–' : say(daysBetween(baselineOn, current));
}
