import { useQuery } from '@tanstack/react-query';
import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { runsQuery } from '../../api/queries.ts';
import type { Dataset, Linkage, Release } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Callout } from '../../ui/callout.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Meter } from '../../ui/meter.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { countDays, freshDays } from './freshness-days.ts';

const stripDays = 30;

/** Freshness against the promise, the last thirty days, the figures of the release in use, and what is wrong now. */
export function FreshnessPanel({ dataset, linkage, releases }: { dataset: Dataset; linkage: Linkage; releases: Release[] }) {
  const words = useMessages().dataset.fresh;
  return (
    <>
      <LastRunTrouble linkage={linkage} />
      {dataset.currentRelease === null
        ? <div id="overview"><Callout tone="idle" title={words.notLinked}><p className="t14">{words.notLinkedWhy}</p></Callout></div>
        : <section className="panel promise" id="overview" aria-labelledby="overview-title"><div className="body"><Age dataset={dataset} /><Strip dataset={dataset} releases={releases} /><Figures dataset={dataset} linkage={linkage} /></div></section>}
    </>
  );
}

function LastRunTrouble({ linkage: { lastRun } }: { linkage: Linkage }) {
  const words = useMessages().dataset.fresh;
  if (lastRun?.state === 'held') return <Callout tone="info" title={words.heldNow}><p className="t14"><PageLink to={`/runs/${lastRun.id}`}>{words.decide}</PageLink></p></Callout>;
  if (lastRun?.state === 'rejected' || lastRun?.state === 'failed') return <Callout tone="bad" title={words.rejectedNow}><p className="t14"><PageLink to={`/runs/${lastRun.id}`}>{words.see}</PageLink></p></Callout>;
  return null;
}

function useSpan(): (hours: number) => { amount: string; unit: string } {
  const words = useMessages().dataset.fresh;
  return (hours) => {
    if (hours < 1) return { amount: formatNumber(Math.max(1, Math.round(hours * 60))), unit: words.minutes };
    if (hours < 72) return { amount: formatNumber(Math.round(hours)), unit: words.hours };
    return { amount: formatNumber(Math.round(hours / 24)), unit: words.days };
  };
}

function Age({ dataset: { freshness } }: { dataset: Dataset }) {
  const lang = useLang();
  const words = useMessages().dataset.fresh;
  const span = useSpan();
  const { promiseHours, ageHours, confirmedAt, dueAt } = freshness;
  const late = freshness.state === 'stale';
  const age = span(ageHours ?? 0);
  const promise = promiseHours === null ? null : span(promiseHours);
  const promised = promise && `${promise.amount}\u00a0${promise.unit}`;
  const moment = (iso: string) => formatThaiDate(iso, { style: 'withTime', lang });
  return (
    <div>
      <h2 id="overview-title" className={late ? 'warn' : undefined}>{promiseHours === null ? words.noPromise : late ? words.late : words.withinPromise}</h2>
      <p className="big"><Rich text={words.age(age)} />{promised && <span className="muted">{words.ofPromise({ promise: promised })}</span>}</p>
      {promiseHours !== null && promised && <Meter label={words.meter({ age: `${age.amount} ${age.unit}`, promise: promised })} value={ageHours ?? 0} max={promiseHours} said={`${age.amount} ${age.unit}`} tone={late ? 'warn' : 'ok'} />}
      <p className="muted t13 row-between">
        {confirmedAt && <span>{words.confirmed({ at: moment(confirmedAt) })}</span>}
        {dueAt && <span>{words.dueBy({ at: moment(dueAt) })}</span>}
      </p>
    </div>
  );
}

function Strip({ dataset, releases }: { dataset: Dataset; releases: Release[] }) {
  const lang = useLang();
  const words = useMessages().dataset.fresh;
  const enabled = useMay()('linkage.read-runs');
  const { data: runs } = useQuery({ ...runsQuery({ dataset: dataset.slug, limit: 200 }), enabled });
  const days = freshDays(releases, runs?.items ?? [], dataset.freshness.promiseHours, todayInBangkok(new Date()), stripDays);
  const counts = countDays(days);
  // Nothing is measured while the releases are still being read.
  if (counts.before === stripDays) return <div />;
  return (
    <div>
      <h3 className="label">{words.strip({ days: stripDays, measured: stripDays - counts.before, good: counts.good })}</h3>
      <svg className="chart day-strip" viewBox="0 0 300 34" role="img" aria-label={words.stripSaid(counts)} preserveAspectRatio="none">
        {days.map(({ on, state }, at) => <rect key={on} data-s={state} x={1 + at * 10} y={state === 'good' || state === 'before' ? 12 : 4} width="7" height={state === 'good' || state === 'before' ? 22 : 30} rx="1.5" />)}
      </svg>
      <p className="muted t13 row-between"><span>{formatThaiDate(days[0]?.on ?? '', { lang })}</span><span>{formatThaiDate(days.at(-1)?.on ?? '', { lang })}</span></p>
    </div>
  );
}

function Figures({ dataset, linkage: { lastRun } }: { dataset: Dataset; linkage: Linkage }) {
  const words = useMessages().dataset;
  const read = lastRun?.progress.rowsRead ?? 0;
  return (
    <dl className="kpi">
      <div><dt>{words.fresh.release}</dt><dd>{words.releases.number({ number: dataset.currentRelease?.number ?? 0 })}</dd></div>
      <div><dt>{words.fresh.rows}</dt><dd><Num value={dataset.currentRelease?.rowCount} /></dd></div>
      {read > 0 && <div><dt>{words.fresh.passed}</dt><dd className="num">{formatPercent((lastRun?.progress.rowsOk ?? 0) / read)}</dd></div>}
      {dataset.freshness.dataAsOf && <div><dt>{words.fresh.dataAsOf}</dt><dd><ThaiDate iso={dataset.freshness.dataAsOf} /></dd></div>}
      {lastRun && <div><dt>{words.fresh.lastRun}</dt><dd><PageLink to={`/runs/${lastRun.id}`}>{words.fresh.openRun({ id: lastRun.id })}</PageLink></dd></div>}
    </dl>
  );
}
