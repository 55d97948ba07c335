import { formatNumber } from '@saphan/contracts/numbers';
import type { Run } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatDuration } from '../../ui/duration.tsx';
import { Num } from '../../ui/figures.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { SpeedChart } from './speed-chart.tsx';
import { useSpeedSamples } from './speed-samples.ts';

const enough = 3;
const readingSteps = ['decode', 'check'];

/** How fast rows come in: the course that was seen, else the average of the whole reading. */
export function SpeedSection({ run }: { run: Run }) {
  const words = useMessages().run;
  const samples = useSpeedSamples(run);
  const readMs = Math.max(0, ...run.steps.filter((step) => readingSteps.includes(step.name)).map((step) => step.ms ?? 0));
  const average = readMs > 0 ? Math.round((run.progress.rowsRead / readMs) * 1000) : null;
  if (samples.length < enough) {
    if (average === null || run.progress.rowsRead === 0) return null;
    return <Section title={words.speed.title}><p className="reading"><Rich text={words.speed.tooShort({ rows: formatNumber(run.progress.rowsRead), took: formatDuration(readMs, words.duration), rate: formatNumber(average) })} /></p></Section>;
  }
  return (
    <Section title={words.speed.title} note={average === null ? undefined : words.speed.average({ rate: formatNumber(average) })}>
      <div className="panel"><div className="body stack">
        <SpeedChart samples={samples} />
        <details className="t14"><summary>{words.speed.table}</summary>
          <DataTable caption={words.speed.title} density="compact" rows={samples} rowKey={(sample) => sample.second} columns={[
            { id: 'at', head: words.speed.at, numeric: true, cell: (sample) => <Num value={sample.second} decimals={0} /> },
            { id: 'rate', head: words.speed.rate, numeric: true, cell: (sample) => <Num value={Math.round(sample.rate)} /> },
          ]} />
        </details>
      </div></div>
    </Section>
  );
}
