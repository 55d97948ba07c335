import { formatBytes, formatNumber } from '@saphan/contracts/numbers';
import { formatNearDate } from '@saphan/contracts/dates';
import type { ReactNode } from 'react';
import type { Operations } from '../../api/operations-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';

/** Six figures that say how the day goes. */
export function Glance({ data }: { data: Operations }) {
  const { operations: words } = useMessages();
  const lang = useLang();
  const near = (iso: string) => formatNearDate(iso, new Date(), lang);
  const { waiting, putOff, held } = data.runs;
  const oldest = waiting.map(({ oldestAt }) => oldestAt).sort()[0];
  const takers = data.workers.filter(({ state }) => state === 'working' || state === 'idle').length;
  const standing = data.sources.suspended;
  const queued = waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="section" aria-label={words.glance}>
      <dl className="glance">
        <Figure label={words.waiting} value={formatNumber(queued)} note={oldest ? words.oldest({ since: near(oldest) }) : words.none}>
          {waiting.length > 1 && waiting.map(({ priority, count }) => <span key={priority} className="nw">{words.byPriority({ priority, count: formatNumber(count) })}</span>)}
        </Figure>
        <Figure label={words.putOff} value={formatNumber(putOff.count)} note={putOff.nextAt ? words.nextTry({ at: near(putOff.nextAt) }) : words.none} />
        <Figure label={words.held} value={formatNumber(held.count)} note={held.oldestAt ? words.oldest({ since: near(held.oldestAt) }) : words.none}>
          {held.count > 0 && <PageLink to="/runs?state=held">{words.toHeld}</PageLink>}
        </Figure>
        <Figure label={words.takers} value={formatNumber(takers)} note={words.ofWorkers({ count: data.workers.length })} />
        <Figure label={words.diskFree} value={formatBytes(data.disk.freeBytes)} note={words.ofDisk({ total: formatBytes(data.disk.totalBytes) })} />
        <Figure label={words.failing} value={formatNumber(data.sources.failing)} note={standing > 0 ? words.suspendedOf({ count: standing }) : words.none} />
      </dl>
    </section>
  );
}

function Figure({ label, value, note, children }: { label: string; value: string; note: string; children?: ReactNode }) {
  return (
    <div className="glance-figure">
      <dt className="t13 muted">{label}</dt>
      <dd className="t22 w6 num">{value}</dd>
      <dd className="t13 soft row">{note}{children}</dd>
    </div>
  );
}
