import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { deliveriesQuery, scheduleQuery, type Schedule } from '../../api/schedule-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useRuleWords, useTimes } from './rule-words.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** When a source is fetched by itself: the rule, the next times, how the last ones went; set, paused and taken away here. */
export function SchedulePanel({ slug, sourceId }: { slug: string; sourceId: number }) {
  const { panel } = useMessages().schedule;
  const may = useMay();
  const query = useQuery({ ...scheduleQuery(slug, sourceId), enabled: may('linkage.read-runs') });
  const [open, setOpen] = useState<'set' | 'pause' | 'remove' | null>(null);
  const params = { path: { slug, id: sourceId } };
  const close = () => setOpen(null);
  const pausing = useAct((reason: string) => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/schedule/pause', { params, body: { reason } })), panel.pausedDone, close);
  const removing = useAct(() => told(api.DELETE('/api/v1/datasets/{slug}/sources/{id}/schedule', { params })), panel.removed, close);
  const resuming = useAct(() => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/schedule/resume', { params })), panel.resumed);
  if (query.isError) return <ProblemView error={query.error} />;
  if (!query.data) return null;
  const { schedule } = query.data;
  const still = schedule !== null && (schedule.paused !== null || schedule.suspended !== null);
  return (
    <div className="stack schedule-panel" role="group" aria-label={panel.title}>
      {schedule ? <ScheduleLines schedule={schedule} /> : <p className="t14 muted">{panel.none}</p>}
      {schedule && <Deliveries slug={slug} sourceId={sourceId} />}
      {resuming.isError && <ProblemView error={resuming.error} />}
      {may('linkage.manage-sources') && (
        <div className="row no-print">
          <Button onPress={() => setOpen('set')}>{schedule ? panel.change : panel.set}</Button>
          {still && <Button isPending={resuming.isPending} onPress={() => resuming.mutate()}>{panel.resume}</Button>}
          {schedule && !still && <Button look="quiet" onPress={() => setOpen('pause')}>{panel.pause}</Button>}
          {schedule && <Button look="quiet" onPress={() => setOpen('remove')}>{panel.remove}</Button>}
        </div>
      )}
      {open === 'set' && <ScheduleDialog slug={slug} sourceId={sourceId} schedule={schedule} onClose={close} />}
      {open === 'pause' && <ReasonDialog title={panel.pauseTitle} verb={panel.pause} acting={pausing} danger={false} onSend={(reason) => pausing.mutate(reason)} onClose={close}><p>{panel.pauseWhy}</p></ReasonDialog>}
      {open === 'remove' && <FormDialog title={panel.remove} verb={panel.remove} danger acting={removing} ready onSend={() => removing.mutate()} onClose={close}>{() => <p>{panel.removeWhy}</p>}</FormDialog>}
    </div>
  );
}

function ScheduleLines({ schedule }: { schedule: Schedule }) {
  const { panel } = useMessages().schedule;
  const say = useSay();
  const sentence = useRuleWords();
  const times = useTimes();
  const { rule, window, after, upcoming, paused, suspended } = schedule;
  return (
    <div>
      {suspended && <Callout tone="bad" level={3} title={panel.suspended}><p className="t14">{panel.suspendedWhy}</p></Callout>}
      {paused && <Callout tone="idle" level={3} title={panel.paused(paused)} />}
      <p><b>{panel.title}</b> <span className="t14">{rule && sentence(rule)}</span></p>
      {after.length > 0 && <p className="t14">{panel.waits} {after.map((each, at) => <span key={each.slug}>{at > 0 && ' · '}<PageLink to={`/datasets/${each.slug}`}>{say(each, 'title')}</PageLink></span>)}</p>}
      {window && <p className="t14 muted">{panel.window(window)}</p>}
      {upcoming.length > 0 && <p className="t14"><span className="muted">{panel.next}</span> <ThaiDate iso={schedule.startAt} style="withTime" /></p>}
      {upcoming.length > 1 && <details className="t14"><summary>{panel.upcoming}</summary><p>{times(upcoming)}</p></details>}
    </div>
  );
}

const tones = { fresh: undefined, due: 'before', late: 'late', breached: 'failed' } as const;

function Deliveries({ slug, sourceId }: { slug: string; sourceId: number }) {
  const { panel } = useMessages().schedule;
  const { data } = useQuery(deliveriesQuery(slug));
  const own = (data?.items ?? []).filter((each) => each.sourceId === sourceId).toReversed();
  if (own.length === 0) return null;
  const count = (state: string) => own.filter((each) => each.state === state).length;
  const said = panel.deliveriesSaid({ fresh: count('fresh'), late: count('late'), breached: count('breached'), due: count('due') });
  return (
    <div>
      <p className="label">{panel.deliveries}</p>
      <svg className="chart day-strip" viewBox="0 0 300 34" role="img" aria-label={said} preserveAspectRatio="none">
        {own.map(({ nominalAt, state }, at) => <rect key={nominalAt} data-s={tones[state]} x={1 + at * 10} y={state === 'fresh' || state === 'due' ? 12 : 4} width="7" height={state === 'fresh' || state === 'due' ? 22 : 30} rx="1.5" />)}
      </svg>
      <p className="t13 muted">{said}</p>
    </div>
  );
}
