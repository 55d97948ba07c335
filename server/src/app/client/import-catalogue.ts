import { setTimeout as sleep } from 'node:timers/promises';
import { Refused, type ServerClient } from './server-client.ts';

export interface ImportOptions {
  kind: string;
  url: string;
  nameTh?: string;
  nameEn?: string;
  agency?: string;
  /** Organisation there → agency here. */
  map: Record<string, string>;
  publish: boolean;
  files: boolean;
  pageSize: number;
  delayMs: number;
  /** What to do when much is gone; without it the job waits for a person. */
  decide?: 'withdraw' | 'keep' | 'cancel';
  reason?: string;
}

export interface JobNews { id: number; sourceId: number; state: string; listed: number; total: number | null; counts: Record<string, number>; files: Record<string, number>; problem: Record<string, any> | null; [member: string]: any }
export interface EntryNews { remoteId: string; title: string; organisation: string | null; outcome: string | null; slug: string | null; remarks: { field?: string; th: string; en: string }[] }
export interface FileNews { slug: string; name: string; url: string; th: string; en: string }
export interface ImportReport { job: JobNews; entries: EntryNews[]; files: FileNews[]; missing: { remoteId: string; slug: string }[] }

const OVER = ['done', 'failed', 'cancelled', 'held'];
const POLL_MS = 500;

/**
 * Brings another catalogue here: sets up its source, harvests it, and tells what came and what did not. Called again for the same address it goes
 * on with the job under way, or looks for what changed.
 */
export async function importCatalogue(client: ServerClient, asked: ImportOptions, onNews: (job: JobNews) => void): Promise<ImportReport> {
  const source = await setUpSource(client, asked);
  let job = await followJob(client, await startOrFind(client, source), onNews);
  if (job.state === 'held' && asked.decide) {
    await client.ask('POST', `/harvest/jobs/${job.id}/decision`, { choice: asked.decide, reason: asked.reason ?? 'saphan import --decide' });
    job = await followJob(client, job.id, onNews);
  }
  const { missing, files } = await client.ask<{ missing: ImportReport['missing']; files: FileNews[] }>('GET', `/harvest/jobs/${job.id}/losses`);
  return { job, missing, files, entries: await readEntries(client, job.id) };
}

async function setUpSource(client: ServerClient, asked: ImportOptions): Promise<number> {
  const host = URL.canParse(asked.url) ? new URL(asked.url).host : asked.url;
  const settings = {
    nameTh: asked.nameTh ?? `นำเข้าจาก ${host}`, nameEn: asked.nameEn ?? `Import from ${host}`, agencyId: asked.agency ?? null, agencyMap: asked.map, lands: asked.publish ? 'published' : 'draft', takeFiles: asked.files, pageSize: asked.pageSize, delayMs: asked.delayMs,
  };
  const source = await client.ask<{ id: number; agencyMap: Record<string, string> }>('POST', '/harvest/sources', { kind: asked.kind, url: asked.url, ...settings });
  // A source that was there already takes the settings of this call, and keeps what was mapped before.
  const { nameTh: _th, nameEn: _en, ...changes } = settings;
  await client.ask('PATCH', `/harvest/sources/${source.id}`, { ...changes, agencyMap: { ...source.agencyMap, ...asked.map } });
  return source.id;
}

async function startOrFind(client: ServerClient, sourceId: number): Promise<number> {
  try {
    return (await client.ask<{ id: number }>('POST', `/harvest/sources/${sourceId}/jobs`, {})).id;
  } catch (error) {
    if (!(error instanceof Refused) || error.document['code'] !== 'harvest.job-under-way') throw error;
    const { jobs } = await client.ask<{ jobs: JobNews[] }>('GET', `/harvest/sources/${sourceId}`);
    return (jobs[0] as JobNews).id;
  }
}

async function followJob(client: ServerClient, id: number, onNews: (job: JobNews) => void): Promise<JobNews> {
  for (;;) {
    const job = await client.ask<JobNews>('GET', `/harvest/jobs/${id}`);
    onNews(job);
    if (OVER.includes(job.state)) return job;
    await sleep(POLL_MS);
  }
}

/** Everything that has something to tell; what went well without a word is in the figures. */
async function readEntries(client: ServerClient, id: number): Promise<EntryNews[]> {
  const entries: EntryNews[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ remarked: 'true', limit: '1000', ...(cursor !== '' && { cursor }) });
    const page: { items: EntryNews[]; nextCursor: string | null } = await client.ask('GET', `/harvest/jobs/${id}/entries?${query}`);
    entries.push(...page.items);
    cursor = page.nextCursor;
  }
  return entries;
}

/** What did not come, one line an object or file, for a spreadsheet: texts of the source are never a formula. */
export function reportCsv({ entries, files }: ImportReport): string {
  const cell = (text: string | null) => `"${(/^[=+\-@\t\r]/.test(text ?? '') ? `'${text}` : text ?? '').replaceAll('"', '""')}"`;
  const lines = [['what', 'outcome', 'remote_id', 'title', 'organisation', 'slug', 'field', 'th', 'en'],
    ...entries.flatMap((entry) => entry.remarks.map(({ field, th, en }) => ['dataset', entry.outcome, entry.remoteId, entry.title, entry.organisation, entry.slug, field ?? '', th, en])),
    ...files.map(({ slug, name, url, th, en }) => ['file', 'refused', url, name, '', slug, '', th, en])];
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
