import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { watchProblem } from '../errors.ts';
import type { TrendView } from '../schemas.ts';
import { listTitles, listTrend, type ListTrendRow } from './trend.sql.gen.ts';

const DAY_MS = 86_400_000;
/** A column of a citizen id leaves the house as two: its key and its mask. */
const COMPANION = /_masked$/;

/**
 * How the quality of a dataset went over time, release by release.
 *
 * @throws `watch.column-not-found`.
 */
export async function readTrend(tx: Tx, datasetId: number, { days, column = null }: { days: number; column?: string | null | undefined }, now: Date): Promise<Static<typeof TrendView>> {
  const rows = await listTrend(tx, { dataset_id: datasetId, since: new Date(now.getTime() - days * DAY_MS).toISOString(), column: column ?? '' });
  const titles = new Map((await listTitles(tx, { dataset_id: datasetId })).map((each) => [each.name, each]));
  const names = [...new Set(rows.flatMap(({ nulls }) => Object.keys(nulls as object)))];
  if (column !== null && !names.includes(column)) throw watchProblem('column-not-found', { column });
  const order = [...titles.keys()];
  const place = (name: string) => { const at = order.indexOf(name.replace(COMPANION, '')); return at < 0 ? order.length : at; };
  return {
    points: rows.map(pointOf),
    columns: names.toSorted((a, b) => place(a) - place(b)).map((name) => {
      const title = titles.get(name.replace(COMPANION, ''));
      return { name, titleTh: title?.title_th ?? name, titleEn: title?.title_en ?? name, nullShares: rows.map(({ nulls }) => (nulls as Record<string, number>)[name] ?? null) };
    }),
    column: column === null ? null : { name: column, figures: rows.map(figuresOf) },
  };
}

function pointOf(row: ListTrendRow): Static<typeof TrendView>['points'][number] {
  const late = row.late_hours === null ? null : Math.max(0, Math.round(row.late_hours * 10) / 10);
  return {
    number: row.number, publishedAt: row.published_at, rows: row.rows, added: row.added, removed: row.removed, changed: row.changed, dataAsOf: row.data_as_of, withdrawn: row.withdrawn,
    rejectShare: row.rows_read === null || row.rows_read === 0 ? null : (row.rows_bad ?? 0) / row.rows_read, rejected: row.rows_bad, lateHours: late,
  };
}

function figuresOf({ figures }: ListTrendRow): { distinct: number; min: string | null; max: string | null; mean: number | null } | null {
  if (!Array.isArray(figures)) return null;
  const [, distinct, min, max, mean] = figures as [number, number, string | null, string | null, number | null];
  return { distinct, min, max, mean };
}
