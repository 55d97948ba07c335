import type { HarvestJob } from '../../api/harvest-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import type { Glyph } from '../../ui/mark.tsx';

const glyphs: Record<HarvestJob['state'], Glyph> = { queued: 'idle', listing: 'run', taking: 'run', filing: 'run', held: 'held', done: 'ok', failed: 'bad', cancelled: 'idle' };

/** Where a job is. */
export function JobMark({ job }: { job: HarvestJob }) {
  const words = useMessages().harvest;
  return (
    <>
      <Badge glyph={glyphs[job.state]}>{words.states[job.state]}</Badge>
      {job.retryAt && <span className="sub">{words.retry} <ThaiDate iso={job.retryAt} style="withTime" /></span>}
    </>
  );
}

/** What became of its objects, only what there is. */
export function JobFigures({ job }: { job: HarvestJob }) {
  const words = useMessages().harvest;
  const shown = (Object.keys(words.outcomes) as (keyof HarvestJob['counts'])[]).filter((name) => job.counts[name] > 0);
  const files = job.files.taken + job.files.refused + job.files.waiting;
  return (
    <>
      {shown.length === 0 ? <>{words.listed} <Num value={job.listed} /></> : shown.map((name, at) => <span key={name}>{at > 0 && ' · '}{words.outcomes[name]} <Num value={job.counts[name]} /></span>)}
      {files > 0 && <span className="sub">{words.filesTaken(job.files)}</span>}
    </>
  );
}
