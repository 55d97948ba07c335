import { setTimeout as wait } from 'node:timers/promises';
import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { FetchContext, FetchResult, Reach, StoredRaw } from '#modules/linkage/index.ts';
import { timeoutMs } from './settings.ts';

/** The database's own timeout speaks first; silence counts only after it. */
const GRACE_MS = 30_000;
/** How long a database has to hear that a statement is to stop, before the line is cut. */
const STOP_MS = 500;

/** Bounds of a reading that may take as long as its source is given. */
export const limitsFor = (config: { timeoutMinutes?: number }, given: Partial<BodyLimits> | undefined): BodyLimits => ({ ...defaultLimits, idleMs: timeoutMs(config) + GRACE_MS, ...given });

/** Cuts a line a moment after its database was told to stop: it notices a line that is gone only when it writes again. */
export function cutSoon(line: { cut(): void }): void {
  void wait(STOP_MS, undefined, { ref: false }).then(() => line.cut());
}

/** Rows that were not read to their end, since whoever stores them had enough. */
export const sampledRows = (name: string, stored: StoredRaw): FetchResult => ({ kind: 'fetched', name, mark: { sha256: stored.sha256 }, scope: 'part', ...stored });

/** What a reading came to: `cursor` is the highest value that was seen, `undefined` when none is followed; `told` what it says of keys. */
export interface RowsRead { name: string; stored: StoredRaw; cursor: string | null | undefined; sourceRows: number | null; told?: Pick<Reach, 'present' | 'notes'> | null }

/** Rows that were read to their end, as a connector answers them; unchanged when they are the same and no key is told. */
export function fetchedRows({ bounds, since }: Pick<FetchContext, 'bounds' | 'since'>, { name, stored, cursor, sourceRows, told = null }: RowsRead): FetchResult {
  if (!told?.present && since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
  return {
    kind: 'fetched', name, mark: { sha256: stored.sha256, ...(cursor === undefined ? {} : { cursor }) },
    scope: (bounds?.after ?? null) === null ? 'all' : 'part', sourceRows, ...told, ...stored,
  };
}
