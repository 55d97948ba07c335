import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { followRun, type RunNews } from './follow-run.ts';
import { openProgressBar } from './progress-bar.ts';
import { Refused, type ServerClient } from './server-client.ts';
import { uploadFile } from './upload.ts';

export interface LinkOptions { contract?: string; agency: string; dataset?: string; titleTh?: string; titleEn?: string; due?: string; json?: boolean }

/** Uploads a file, makes dataset and contract where they are missing, runs, and follows the run to its end. */
export async function linkFile(client: ServerClient, file: string, asked: LinkOptions): Promise<RunNews> {
  const bar = openProgressBar(process.stderr);
  try {
    const raw = await uploadFile(client, file, bar.upload);
    const slug = asked.dataset ?? slugOf(file);
    await ensureDataset(client, slug, file, asked);
    await ensureContract(client, slug, raw.rawId, asked);
    const started = await client.ask<RunNews>('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId });
    return await followRun(client, started.id, bar.run);
  } finally {
    bar.end();
  }
}

function slugOf(file: string): string {
  const slug = basename(file, extname(file)).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return slug.length >= 2 ? slug : `dataset-${slug || 'x'}`;
}

async function ensureDataset(client: ServerClient, slug: string, file: string, asked: LinkOptions): Promise<void> {
  const found = await client.ask('GET', `/datasets/${slug}`).catch((error: unknown) => {
    if (error instanceof Refused && error.document['status'] === 404) return null;
    throw error;
  });
  if (found) return;
  const name = basename(file, extname(file));
  await client.ask('POST', '/datasets', { slug, agencyId: asked.agency.toLowerCase(), titleTh: asked.titleTh ?? name, titleEn: asked.titleEn ?? name });
  if (asked.due) await client.ask('PUT', `/datasets/${slug}/plan`, { dueOn: asked.due, reason: 'กำหนดเมื่อเชื่อมจากบรรทัดคำสั่ง' });
}

async function ensureContract(client: ServerClient, slug: string, rawId: number, asked: LinkOptions): Promise<void> {
  if (asked.contract) {
    await client.ask('POST', `/datasets/${slug}/contracts`, { yaml: readFileSync(asked.contract, 'utf8') });
    return;
  }
  const { contractVersion } = await client.ask<{ contractVersion: number | null }>('GET', `/datasets/${slug}/linkage`);
  if (contractVersion !== null) return;
  const draft = await client.ask<{ contractYaml: string }>('POST', '/drafts', { rawId, dataset: slug });
  await client.ask('POST', `/datasets/${slug}/contracts`, { yaml: draft.contractYaml, note: 'ร่างจากไฟล์โดย saphan link' });
}
