import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import type { EntryView, JobView, SourceView } from '../schemas.ts';
import { listEntries as listEntryRows, listJobs as listJobRows, listMissingObjects, listRefusedFiles, listSources as listSourceRows, type ListJobsRow, type ListSourcesRow } from './sources.sql.gen.ts';

/** Sources as far as whoever asks reaches, each with its last job. */
export async function listSources(tx: Tx, id: number | null = null): Promise<SourceView[]> {
  const rows = await listSourceRows(tx, { id });
  const jobs = await listJobRows(tx, { source_id: null, ids: rows.flatMap(({ last_job_id }) => last_job_id ?? []), limit: rows.length });
  return rows.map((row) => sourceOf(row, jobs.find((job) => job.source_id === row.id)));
}

/** @throws `harvest.source-not-found`. */
export async function selectSource(tx: Tx, id: number): Promise<SourceView> {
  const [source] = await listSources(tx, id);
  if (!source) throw problem('source-not-found', { id });
  return source;
}

/** Jobs of a source, newest first. */
export async function listJobs(tx: Tx, sourceId: number, limit = 20): Promise<JobView[]> {
  return (await listJobRows(tx, { source_id: sourceId, ids: null, limit })).map(jobOf);
}

/** @throws `harvest.job-not-found`. */
export async function selectJob(tx: Tx, id: number): Promise<JobView> {
  const [row] = await listJobRows(tx, { source_id: null, ids: [id], limit: 1 });
  if (!row) throw problem('job-not-found', { id });
  return jobOf(row);
}

export interface EntryQuery { outcome?: string | undefined; remarked?: boolean | undefined; cursor?: string | undefined; limit?: number | undefined }

/** The log of a job, object by object, in the order of the listing. */
export async function listEntries(tx: Tx, jobId: number, query: EntryQuery): Promise<{ items: EntryView[]; nextCursor: string | null }> {
  const limit = query.limit ?? 50;
  const [, number = '-1', id = ''] = /^(\d+):(.*)$/s.exec(query.cursor ?? '') ?? [];
  const rows = await listEntryRows(tx, { job_id: jobId, outcome: query.outcome ?? null, remarked: query.remarked ?? null, after_number: Number(number), after_id: id, limit });
  const last = rows.at(-1);
  return {
    items: rows.map((row) => ({ remoteId: row.remote_id, title: row.title, organisation: row.organisation, outcome: row.outcome, slug: row.slug, remarks: row.remarks as EntryView['remarks'] })),
    nextCursor: last && rows.length === limit ? `${last.number}:${last.remote_id}` : null,
  };
}

/** What a held job would withdraw, and which files could not come: at most a thousand each. */
export async function listLosses(tx: Tx, job: JobView): Promise<{ missing: { remoteId: string; slug: string }[]; files: { slug: string; name: string; url: string; th: string; en: string }[] }> {
  const missing = job.state === 'held' ? await listMissingObjects(tx, { source_id: job.sourceId, job_id: job.id, limit: 1_000 }) : [];
  const files = await listRefusedFiles(tx, { job_id: job.id, limit: 1_000 });
  return {
    missing: missing.map((row) => ({ remoteId: row.remote_id, slug: row.slug })),
    files: files.map(({ slug, name, url, reason }) => ({ slug, name, url, th: String((reason as { th?: string } | null)?.th ?? ''), en: String((reason as { en?: string } | null)?.en ?? '') })),
  };
}

function sourceOf(row: ListSourcesRow, job: ListJobsRow | undefined): SourceView {
  return {
    id: row.id, nameTh: row.name_th, nameEn: row.name_en, kind: row.kind, url: row.url, agencyId: row.agency_id, agencyMap: row.agency_map as Record<string, string>, lands: row.lands, takeFiles: row.take_files, everyHours: row.every_hours,
    delayMs: row.delay_ms, pageSize: row.page_size, maxPages: row.max_pages, shrinkPercent: row.shrink_percent, enabled: row.enabled, nextAt: row.next_at, objects: row.objects, lastJob: job ? jobOf(job) : null,
  };
}

export function jobOf(row: ListJobsRow): JobView {
  return {
    id: row.id, sourceId: row.source_id, sourceTh: row.source_th, sourceEn: row.source_en, state: row.state as JobView['state'], startedBy: row.started_by, createdAt: row.created_at, startedAt: row.started_at, endedAt: row.ended_at,
    pages: row.pages, listed: row.listed, total: row.total, missing: row.missing, withdraws: row.withdraws, retryAt: row.retry_at, attempt: row.attempt,
    counts: { created: row.created, changed: row.changed, same: row.same, refused: row.refused, withdrawn: row.withdrawn, missing: row.kept, waiting: row.waiting },
    files: { waiting: row.files_waiting, taken: row.files_taken, refused: row.files_refused, bytes: row.files_bytes },
    problem: row.problem as JobView['problem'], decision: row.decision as JobView['decision'],
  };
}
