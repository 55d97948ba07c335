import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import type { Run, RunStep, StepState } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { formatDuration } from '../../ui/duration.tsx';
import { Mark } from '../../ui/mark.tsx';
import { stepGlyph } from '../../ui/run-mark.ts';

const looks: Record<StepState, string> = { waiting: 'idle', running: 'run', done: 'ok', warned: 'warn', failed: 'bad' };

/** The six steps with their figures; the running one is current. */
export function RunFlow({ run }: { run: Run }) {
  const words = useMessages().run.flow;
  return (
    <section aria-label={words.label}>
      <ol className="flow">{run.steps.map((step) => <FlowStep key={step.name} step={step} run={run} />)}</ol>
    </section>
  );
}

function FlowStep({ step, run }: { step: RunStep; run: Run }) {
  const words = useMessages().run;
  const say = useSay();
  const { figure, sub, share } = liveFigure(step, run, words);
  const note = say(step, 'note');
  return (
    <li data-s={looks[step.state]} aria-current={step.state === 'running' ? 'step' : undefined}>
      <span className="node"><Mark glyph={stepGlyph[step.state]} /><span className="sr">{words.flow.states[step.state]}</span></span>
      <div>
        <b>{words.flow.names[step.name] ?? step.name}</b>
        <span className="figure num">{note || figure}</span>
        <span className="sub num">{step.ms !== null && step.state !== 'waiting' ? formatDuration(step.ms, words.duration) : sub}</span>
      </div>
      <i className="deck" style={{ '--p': `${Math.round(share * 100)}%` } as React.CSSProperties} aria-hidden="true" />
    </li>
  );
}

type Words = ReturnType<typeof useMessages>['run'];

/** What a step shows before it has said anything itself, and how full its bridge deck is. */
function liveFigure(step: RunStep, { progress }: Run, words: Words): { figure: string; sub: string; share: number } {
  if (step.state === 'waiting') return { figure: words.flow.waiting, sub: '', share: 0 };
  if (step.state !== 'running') return { figure: words.flow.states[step.state], sub: '', share: step.state === 'failed' ? 0 : 1 };
  const share = progress.bytesTotal > 0 ? Math.min(1, progress.bytesRead / progress.bytesTotal) : 0;
  const reading = step.name === 'decode' || step.name === 'check';
  if (!reading || progress.rowsRead === 0) return { figure: words.flow.working, sub: '', share: reading ? share : 0.5 };
  const rows = step.name === 'check' ? progress.rowsOk : progress.rowsRead;
  return { figure: words.flow.rowsSoFar({ rows: formatNumber(rows) }), sub: remaining(progress, share, words), share };
}

function remaining({ rowsRead, rowsPerSecond }: Run['progress'], share: number, words: Words): string {
  if (share <= 0 || share >= 1 || rowsPerSecond <= 0) return formatPercent(share, { decimals: 0 });
  const leftMs = ((rowsRead / share - rowsRead) / rowsPerSecond) * 1000;
  return words.flow.left({ share: formatPercent(share, { decimals: 0 }), left: formatDuration(Math.max(1000, leftMs), words.duration) });
}
