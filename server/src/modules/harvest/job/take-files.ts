import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Problem } from '#kernel/problem.ts';
import { changeResource, fileUrl, keepFile } from '#modules/catalog/index.ts';
import { listFilesToTake, moveJob, settleFile, type ListFilesToTakeRow } from './job.sql.gen.ts';
import { actorOf, type Session } from './session.ts';

const BATCH = 100;
const FILE_MS = 30 * 60_000;

/** Fetches the files of the source one by one; one that cannot be had is told and stays a link. Then the job is over. */
export async function takeFiles(session: Session): Promise<void> {
  const { job, signal } = session;
  for (let files = await listWaiting(session); files.length > 0; files = await listWaiting(session)) {
    for (const file of files) {
      if (signal.aborted) return;
      await takeFile(session, file);
    }
  }
  await session.within((tx) => moveJob(tx, { id: job.id, state: 'done', problem: null, missing: null, withdraws: null }));
}

const listWaiting = ({ within, job }: Session): Promise<ListFilesToTakeRow[]> => within((tx) => listFilesToTake(tx, { job_id: job.id, limit: BATCH }));

async function takeFile({ ports, client, source, job, signal, within }: Session, file: ListFilesToTakeRow): Promise<void> {
  try {
    const answer = await client.open(file.url, { accept: '*/*', bytes: ports.maxFileBytes, totalMs: FILE_MS });
    const stored = await keepFile(ports.objects, answer.body, { name: fileName(file.url), maxBytes: ports.maxFileBytes });
    await drained(answer.body);
    await within(async (tx) => {
      await changeResource(tx, actorOf(source), file.resource_id, { kind: 'file', url: fileUrl(file.resource_id, stored.name), bytes: stored.bytes, sha256: stored.sha256 });
      await settleFile(tx, { job_id: job.id, resource_id: file.resource_id, state: 'taken', bytes: stored.bytes, reason: null });
    });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Problem)) throw error;
    const { code, entry, fields } = error;
    const reason = { code, th: [entry.th, fields.detailTh].filter(Boolean).join(': '), en: [entry.en, fields.detailEn].filter(Boolean).join(': ') };
    await within((tx) => settleFile(tx, { job_id: job.id, resource_id: file.resource_id, state: 'refused', bytes: null, reason }));
  }
}

async function drained(body: Readable): Promise<void> {
  if (!body.closed) { body.destroy(); await once(body, 'close').catch(() => undefined); }
}

/** What the file is called, as far as its address tells. */
function fileName(url: string): string {
  const last = new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? 'file';
  try {
    return decodeURIComponent(last).slice(0, 150);
  } catch {
    return last.slice(0, 150);
  }
}
