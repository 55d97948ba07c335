import { hasEnded } from '../../api/run-stream.ts';
import type { Run } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Duration } from '../../ui/duration.tsx';
import { Bytes, Num, ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { LinkAgain } from './link-again.tsx';

/** Gates, counts and facts of the run. */
export function RunRail({ run }: { run: Run }) {
  const words = useMessages().run;
  return (
    <aside className="rail run-rail" aria-label={words.figures.label}>
      <Gates run={run} />
      <hr />
      <Counts run={run} />
      <hr />
      <Facts run={run} />
    </aside>
  );
}

function Gates({ run }: { run: Run }) {
  const words = useMessages().run.gates;
  const tell = useTell();
  return (
    <div className="stack">
      <h2 className="label">{hasEnded(run.state) ? words.ended : words.title}</h2>
      {run.gates.length === 0 ? <p className="t14 muted row"><Mark glyph="idle" />{words.none}</p> : (
        <ul className="gates">{run.gates.map((gate) => (
          <li key={gate.name}><Mark glyph={gate.ok ? 'ok' : 'warn'} /><span><span className="num-text">{tell(gate)}</span><span className="sub">{gate.ok ? words.passed : words.failed}</span></span></li>
        ))}</ul>
      )}
    </div>
  );
}

function Counts({ run }: { run: Run }) {
  const words = useMessages().run.figures;
  const { progress, counts } = run;
  const took = tookMs(run);
  return (
    <dl className="facts counts">
      <dt>{words.read}</dt><dd><Num value={progress.rowsRead} /></dd>
      <dt>{words.ok}</dt><dd><Num value={progress.rowsOk} /></dd>
      <dt>{words.bad}</dt><dd className={progress.rowsBad > 0 ? 'warn' : undefined}><Num value={progress.rowsBad} /></dd>
      {counts && (
        <>
          <dt>{words.added}</dt><dd><Num value={counts.added} /></dd><dt>{words.removed}</dt><dd><Num value={counts.removed} /></dd>
          <dt>{words.changed}</dt><dd><Num value={counts.changed} /></dd><dt>{words.unchanged}</dt><dd><Num value={counts.unchanged} /></dd>
        </>
      )}
      <dt>{words.took}</dt><dd><Duration ms={took} /></dd>
      <dt>{words.memory}</dt><dd>{progress.memoryMb > 0 ? <Num value={Math.round(progress.memoryMb)} unit="MB" /> : '–'}</dd>
    </dl>
  );
}

function Facts({ run }: { run: Run }) {
  const words = useMessages();
  const { figures } = words.run;
  return (
    <dl className="facts-stack">
      <div><dt>{figures.started}</dt><dd><ThaiDate iso={run.startedAt} style="withTime" /></dd></div>
      {run.finishedAt && <div><dt>{figures.finished}</dt><dd><ThaiDate iso={run.finishedAt} style="withTime" /></dd></div>}
      <div><dt>{figures.source}</dt><dd>{run.sourceName}</dd></div>
      {run.raw && <div><dt>{figures.file}</dt><dd>{run.raw.name} · <Bytes value={run.raw.bytes} /><code className="sha">sha256 {run.raw.sha256}</code><CopyButton text={run.raw.sha256} label={words.shell.copy} done={words.shell.copied} />{hasEnded(run.state) && !run.problem && <LinkAgain run={run} />}</dd></div>}
      <div><dt>{figures.contract}</dt><dd><PageLink to={`/datasets/${run.dataset.slug}`} hash="contract">{figures.version({ version: run.contractVersion })}</PageLink></dd></div>
      <div><dt>{figures.by}</dt><dd>{run.createdBy}{run.attempt > 1 && ` · ${figures.attempt} ${run.attempt}`}</dd></div>
      {run.replayOf !== null && <div><dt>{figures.replayOf}</dt><dd><PageLink to={`/runs/${run.replayOf}`}>{words.run.number({ id: run.replayOf })}</PageLink></dd></div>}
      {!hasEnded(run.state) && <div><dt>{figures.ifCancelled}</dt><dd>{figures.ifCancelledWhy}</dd></div>}
    </dl>
  );
}

/** Time from start to end; of a held run, to the end of its last step; else until now. */
function tookMs({ startedAt, finishedAt, state, steps }: Run): number | null {
  if (!startedAt) return null;
  const lastStep = Math.max(0, ...steps.map((step) => (step.startedAt ? Date.parse(step.startedAt) + (step.ms ?? 0) : 0)));
  const end = finishedAt && state !== 'published' && state !== 'rejected' ? Date.parse(finishedAt) : hasEnded(state) && lastStep > 0 ? lastStep : Date.now();
  return Math.max(0, end - Date.parse(startedAt));
}
