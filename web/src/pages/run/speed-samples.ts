import { useEffect, useRef, useState } from 'react';
import type { Run } from '../../api/types.ts';

/** Speed at a moment, seconds since the page first saw the run. */
export interface SpeedSample { second: number; rate: number }

const known = new Map<number, { startedAt: number; samples: SpeedSample[] }>();
const mostSamples = 600;

/** Speeds seen while this page was open; a finished run that nobody watched has none. */
export function useSpeedSamples(run: Run): SpeedSample[] {
  const [, redraw] = useState(0);
  const last = useRef(-1);
  const { rowsRead, rowsPerSecond } = run.progress;
  useEffect(() => {
    if (rowsRead === 0 || rowsRead === last.current) return;
    const isFirst = last.current === -1 && run.finishedAt !== null;
    last.current = rowsRead;
    if (isFirst) return;
    const now = Date.now();
    const series = known.get(run.id) ?? { startedAt: now, samples: [] };
    series.samples = [...series.samples, { second: (now - series.startedAt) / 1000, rate: rowsPerSecond }].slice(-mostSamples);
    known.set(run.id, series);
    redraw((count) => count + 1);
  }, [run.id, run.finishedAt, rowsRead, rowsPerSecond]);
  return known.get(run.id)?.samples ?? [];
}
