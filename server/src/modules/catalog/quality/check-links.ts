import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import { guardedFetch } from '#kernel/net/guarded-fetch.ts';
import { problemOfAnswer, problemOfError, type LinkProblem } from './link-problem.ts';
import { keepLinkChecks, listDueLinks, type ListDueLinksRow } from './links.sql.gen.ts';
import { measureDatasets } from './measure-records.ts';

export interface LinkPorts {
  /** Which private networks may be asked. */
  rules: HostRules;
  /** Named to whoever is asked. */
  publicUrl: string;
  /** Between two questions to the same host; shorter in tests only. */
  politeMs?: number;
}

interface Answer { status: number | null; problem: LinkProblem | null; retryS: number | null }

const AT_ONCE = 60;
const HOSTS_AT_ONCE = 6;
const POLITE_MS = 1_500;
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** A host that answers nothing is not asked for its other files in the same round. */
const HOPELESS: readonly (LinkProblem | null)[] = ['unknown-host', 'unreachable', 'too-slow', 'certificate'];
const LIMITS = { bytes: 256 * 1024, totalMs: 30_000, idleMs: 15_000, connectMs: 10_000, redirects: 5 };

/** Asks the addresses that are due, a host at a time and with pauses, and measures their datasets anew. @returns how many were asked. */
export async function checkDueLinks(db: Database, ports: LinkPorts, signal?: AbortSignal): Promise<number> {
  const due = await db.read((tx) => listDueLinks(tx, { limit: AT_ONCE }));
  const hosts = [...Map.groupBy(due, ({ url }) => URL.parse(url)?.host ?? '').values()];
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, async () => {
    for (let links = hosts.pop(); links && !signal?.aborted; links = hosts.pop()) await checkHost(db, ports, links, signal);
  }));
  return due.length;
}

async function checkHost(db: Database, ports: LinkPorts, links: readonly ListDueLinksRow[], signal?: AbortSignal): Promise<void> {
  const rows: ReturnType<typeof rowOf>[] = [];
  let hopeless: Answer | null = null;
  for (const [i, link] of links.entries()) {
    if (signal?.aborted) break;
    if (i > 0 && !hopeless) await pause(ports.politeMs ?? POLITE_MS);
    const answer: Answer = hopeless ?? await ask(link, ports);
    if (HOPELESS.includes(answer.problem)) hopeless = answer;
    rows.push(rowOf(link, answer));
  }
  await db.tx(async (tx) => {
    await keepLinkChecks(tx, { rows });
    await measureDatasets(tx, rows.map(({ dataset_id }) => dataset_id));
  });
}

/** Looks at the first line of an answer and takes none of the file. */
async function ask({ url, format }: ListDueLinksRow, { rules, publicUrl }: LinkPorts): Promise<Answer> {
  try {
    const { status, headers, length, body } = await guardedFetch(url, rules, { limits: LIMITS, headers: { range: 'bytes=0-1023', accept: '*/*', 'user-agent': `Saphan-link-check (+${publicUrl})` } });
    body.on('error', () => undefined).destroy();
    const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null;
    return { status, problem: problemOfAnswer({ status, mediaType, length }, format), retryS: Number(headers['retry-after']) || null };
  } catch (error) {
    return { status: null, problem: problemOfError(error), retryS: null };
  }
}

/** Good ones are asked again in a day, not all at the same hour; a first failure in an hour, later ones in a day. */
function rowOf(link: ListDueLinksRow, { status, problem, retryS }: Answer) {
  const failures = problem === null ? 0 : link.failures + 1;
  const wait = failures === 1 ? Math.min(DAY_S, Math.max(HOUR_S, retryS ?? 0)) : DAY_S * (0.9 + Math.random() * 0.2);
  return { id: link.id, dataset_id: link.dataset_id, url: link.url, status, problem, failures, wait_s: wait };
}

/** Links are looked at all day long, a few at a time. */
export const checkLinks = (ports: LinkPorts): Job => ({
  name: 'catalog.check-links', everySeconds: 60, leaseSeconds: 1_800,
  run: async (db, signal) => { while (!signal.aborted && await checkDueLinks(db, ports, signal) === AT_ONCE); },
});
