import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../api/link-types.ts';
import { scheduleQuery } from '../../api/schedule-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** The last run of a source with its result, and the next one that is planned. */
export function SourceFacts({ slug, source }: { slug: string; source: Source }) {
  const { partitions: { facts: words, backfill }, schedule: { states } } = useMessages();
  const enabled = useMay()('linkage.read-runs');
  const { data: planned } = useQuery({ ...scheduleQuery(slug, source.id), enabled });
  if (!enabled) return null;
  const last = source.lastRun;
  const schedule = planned?.schedule;
  const stands = schedule?.suspended ? states['suspended'] : schedule?.paused ? states['paused'] : null;
  return (
    <p className="t14">
      {last && <><span className="muted">{words.last}</span> <PageLink to={`/runs/${last.id}`}>{backfill.openRun({ id: last.id })}</PageLink> {backfill.partStates[last.state] ?? last.state}{last.finishedAt && <> <ThaiDate iso={last.finishedAt} style="withTime" /></>} · </>}
      <span className="muted">{words.next}</span> {stands ?? (schedule?.startAt ? <ThaiDate iso={schedule.startAt} style="withTime" /> : words.noNext)}
    </p>
  );
}
