import { todayInBangkok } from '@saphan/contracts/dates';
import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import { addUsage } from './usage.sql.gen.ts';

/** What an answer tells of its request: nothing about whoever asked is kept. */
export interface Answered { operationId: string; slug: string | null; status: number; userAgent: string; fromOwnPage: boolean }
export type Use = 'views' | 'downloads' | 'apiCalls';

const FLUSH_MS = 10_000;
/** So many datasets are counted between two flushes; a flood of names cannot fill the memory. */
const MOST_NAMES = 50_000;
/** Programs that say they are programs which read the web by themselves; curl, R and Python are people's tools. */
const BOTS = /bot\b|bot[/;]|crawl|spider|slurp|archiver|facebookexternalhit|preview|monitor|uptime|headless|lighthouse|scan/i;
const ROWS = new Set(['listRows', 'listRowsAsOf']);

/** Which use of a dataset an answer is, or null when it is none: refused, of a bot, or of another address. */
export function useOf({ operationId, slug, status, userAgent, fromOwnPage }: Answered): Use | null {
  if (slug === null || status >= 300 || BOTS.test(userAgent)) return null;
  if (operationId === 'downloadRelease') return 'downloads';
  if (operationId === 'getPortalDataset') return fromOwnPage ? 'views' : 'apiCalls';
  // The page reads rows for its own preview; that is part of the view.
  return ROWS.has(operationId) && !fromOwnPage ? 'apiCalls' : null;
}

export interface UsageCounter {
  note(answered: Answered): void;
  /** Writes what was counted; called by itself every ten seconds, and at the end. */
  flush(): Promise<void>;
}

/** Counts uses in memory by dataset and day and adds them to the register now and then; what a crash takes is ten seconds of counts. */
export function openUsageCounter(db: Database, log: Log, now: () => Date = () => new Date()): UsageCounter {
  let counts = new Map<string, Record<Use, number>>();
  let day = todayInBangkok(now());
  let timer: NodeJS.Timeout | null = null;
  const flush = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const [taken, of] = [counts, day];
    counts = new Map();
    day = todayInBangkok(now());
    if (taken.size === 0) return;
    const uses = [...taken.values()];
    await db.tx((tx) => addUsage(tx, { day: of, slugs: [...taken.keys()], views: uses.map((use) => use.views), downloads: uses.map((use) => use.downloads), api_calls: uses.map((use) => use.apiCalls) }))
      .catch((error: unknown) => log.warn({ error: String(error), datasets: taken.size }, 'counts of use were lost'));
  };
  return {
    flush,
    note(answered) {
      const use = useOf(answered);
      if (use === null || answered.slug === null) return;
      if (todayInBangkok(now()) !== day) void flush();
      const found = counts.get(answered.slug);
      if (!found && counts.size >= MOST_NAMES) return;
      const count = found ?? { views: 0, downloads: 0, apiCalls: 0 };
      count[use] += 1;
      counts.set(answered.slug, count);
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
  };
}
