import { formatThaiDate, type Lang } from '@saphan/contracts/dates';
import { formatBytes, formatNumber, formatPercent } from '@saphan/contracts/numbers';
import type { Run } from '../../api/types.ts';
import type { Messages } from '../../messages/th/index.ts';

type Words = Messages['run']['lead'];

/** How the run stands, in one sentence with its figures; marks of {@link Rich}. */
export function runLead(run: Run, words: Words, lang: Lang): string {
  switch (run.state) {
    case 'queued': return words.queued;
    case 'retry_wait': return words.retry({ attempt: run.attempt, at: run.retryAt ? formatThaiDate(run.retryAt, { style: 'withTime', lang }) : '–' });
    case 'published': return published(run, words);
    case 'held': return words.held({ reasons: run.gates.filter((gate) => !gate.ok).map((gate) => gate[lang]).join(' · ') || '–' });
    case 'no_change': return words.noChange;
    case 'rejected': return run.decision ? words.rejected(run.decision) : words.failed;
    case 'failed': return words.failed;
    case 'cancelled': return words.cancelled;
    case 'superseded': return words.superseded;
    default: return underWay(run, words);
  }
}

function published({ release, progress, counts }: Run, words: Words): string {
  const said = words.published({ release: release?.number ?? 0, rows: formatNumber(progress.rowsOk) });
  const diff = counts && (release?.number ?? 0) > 1 ? words.publishedDiff({ added: formatNumber(counts.added), removed: formatNumber(counts.removed), changed: formatNumber(counts.changed) }) : '';
  return said + diff + (progress.rowsBad > 0 ? words.publishedBad({ bad: formatNumber(progress.rowsBad) }) : '');
}

function underWay({ progress }: Run, words: Words): string {
  if (progress.rowsRead === 0 || progress.bytesTotal === 0) return words.starting;
  const said = words.active({ share: formatPercent(Math.min(1, progress.bytesRead / progress.bytesTotal), { decimals: 0 }), size: formatBytes(progress.bytesTotal), ok: formatNumber(progress.rowsOk) });
  return said + (progress.rowsBad > 0 ? words.activeBad({ bad: formatNumber(progress.rowsBad) }) : '');
}
