import type { Database } from '#kernel/db.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import type { ReleaseColumn } from '../columns.ts';
import { type Engine, parquetSource } from '../engine/engine.ts';
import { releaseFiles } from '../read/release-files.ts';
import { contentHash, sumRows } from '../write/content-hash.ts';
import type { Manifest } from '../write/manifest.ts';
import { listKeptReleases as listPage } from './kept-releases.sql.gen.ts';

const PAGE = 200;

/** What is promised of a release whose files retention has not removed. */
export interface KeptRelease { id: number; datasetId: number; number: number; rowCount: number; contentHash: string; manifest: Manifest; columns: ReleaseColumn[] }

/** Every release whose files are kept, oldest first. */
export async function *listKeptReleases(db: Database): AsyncIterable<KeptRelease> {
  for (let after = 0; ;) {
    const page = await db.read((tx) => listPage(tx, { after, limit: PAGE }));
    for (const row of page) yield { id: row.id, datasetId: row.dataset_id, number: row.number, rowCount: row.row_count, contentHash: row.content_hash, manifest: row.manifest, columns: row.columns };
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? 0;
  }
}

/** The content hash that the rows in the store give, every row read anew (ADR 0008). */
export async function proveContentHash(engine: Engine, objects: ObjectStore, release: KeptRelease): Promise<string> {
  return releaseFiles(objects, release, async (paths) => {
    if (paths.length === 0) return contentHash(release.columns, 0, 0n);
    const from = parquetSource(paths);
    const [count] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${from}`);
    return contentHash(release.columns, count?.n ?? 0, await sumRows(engine, release.columns, `${from} t`, 't'));
  });
}
