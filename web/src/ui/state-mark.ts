import type { PartitionFreshness } from '../api/partition-queries.ts';
import type { DatasetState } from '../api/types.ts';
import type { Glyph } from './mark.tsx';

/** Glyph of a dataset's state: filled shapes are linked, hollow ones are not. */
export const stateGlyph: Record<DatasetState, Glyph> = { fresh: 'fresh', stale: 'stale', failing: 'fail', held: 'held', overdue: 'over', planned: 'plan' };

/** How the bar of a period looks in a strip. */
export const partitionLooks: Record<PartitionFreshness['items'][number]['state'], 'before' | 'late' | 'failed' | undefined> = { fresh: undefined, due: 'before', late: 'late', breached: 'failed' };

/** Order of strips and legends: best first, not linked last. */
export const stateOrder: readonly DatasetState[] = ['fresh', 'stale', 'failing', 'held', 'overdue', 'planned'];
