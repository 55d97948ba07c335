import { todayInBangkok } from '@saphan/contracts/dates';
import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { Used } from '#kernel/used.ts';
import { addUsage } from './usage.sql.gen.ts';

/** What an answer tells of its request: nothing about whoever asked is kept. */
export interface Answered { operationId: string; slug: string | null; status: number; userAgent: string; fromOwnPage: boolean; /** What the handler noted, where the address names no dataset. */ noted?: readonly Used[] }
export type Use = 'views' | 'downloads' | 'apiCalls';

const FLUSH_MS = 10_000;
/** So many datasets are counted between two flushes; a flood of names cannot fill the memory. */
const MOST_NAMES = 50_000;
/** Programs that say they are programs which read the web by themselves; curl, R and Python are people's tools. */
const BOTS = /bot\b|bot[/;]|crawl|spider|slurp|archiver|facebookexternalhit|preview|monitor|uptime|headless|lighthouse|scan/i;
/** What programs read of a dataset whose name is in the address: rows, its record in any form, its map. */
const READS = new Set([
  'listRows', 'listRowsAsOf', 'getRecord', 'exportDataset', 'exportDatasetTurtle', 'exportDatasetRdfXml', 'exportDatasetXml', 'exportDatasetJsonLd', 'exportDataPackage', 'listOgcItems', 'getOgcItem',
]);

/** Which uses of datasets an answer is; none when it was refused, or when a bot asked. */
export function usesOf(answered: Answered): { slug: string; use: Use }[] {
  const { slug, status, userAgent, fromOwnPage, noted = [] } = answered;
  if (status >= 300 || BOTS.test(userAgent)) return [];
  const use = useOf(answered);
  // One answer is one use of a dataset, however often it was noted.
  const others = new Map(noted.filter((each) => each.use === 'downloads' || !fromOwnPage).map((each) => [each.slug, each]));
  return [...(use !== null && slug !== null && !others.has(slug) ? [{ slug, use }] : []), ...others.values()];
}

/** Which use of the dataset in its address an answer is, or null when it is none: refused, of a bot, or of another address. */
export function useOf({ operationId, slug, status, userAgent, fromOwnPage }: Answered): Use | null {
  if (slug === null || status >= 300 || BOTS.test(userAgent)) return null;
  if (operationId === 'downloadRelease') return 'downloads';
  if (operationId === 'getPortalDataset') return fromOwnPage ? 'views' : 'apiCalls';
  // The page reads rows for its own preview; that is part of the view.
  return READS.has(operationId) && !fromOwnPage ? 'apiCalls' : null;
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
      const uses = usesOf(answered);
      if (uses.length === 0) return;
      if (todayInBangkok(now()) !== day) void flush();
      for (const { slug, use } of uses) {
        const found = counts.get(slug);
        if (!found && counts.size >= MOST_NAMES) continue;
        const count = found ?? { views: 0, downloads: 0, apiCalls: 0 };
        count[use] += 1;
        counts.set(slug, count);
      }
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
  };
}
