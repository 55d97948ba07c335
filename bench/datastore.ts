// `bench datastore`: pages of a release of ten million rows through CKAN's datastore_search, asked by HTTP of a real web process: the first page, one far
// behind, one by a key, and one by a column that is no key, each with its exact total. --quick takes a million rows; --keep=FOLDER leaves the files of
// the release there and takes them from there the next time, as writing ten million rows takes minutes.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openObjectStore, type ObjectStore } from '../server/src/kernel/objects.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { createRecord, moveRecord } from '../server/src/modules/catalog/index.ts';
import { completeDraft } from '../server/src/modules/catalog/metadata/testing/complete-draft.ts';
import { openEngine, prepareRelease, publishRelease, writeRelease, type Engine } from '../server/src/modules/lake/index.ts';
import { farmersColumns, farmersContract, farmersSql } from '../server/src/modules/lake/testing/farmers.ts';
import { openSignOnHouse, quantile, type SignOnHouse } from './sign-on-house.ts';

const quick = process.argv.includes('--quick');
const rows = quick ? 1_000_000 : 10_000_000;
const rounds = quick ? 15 : 60;
const keep = process.argv.find((each) => each.startsWith('--keep='))?.slice('--keep='.length);

type Written = Awaited<ReturnType<typeof writeRelease>>;

/** The files of the large release: written now, or those that were kept. */
async function writeRows(engine: Engine, objects: ObjectStore, folder: string, lies: string | null, stage: () => Promise<void>): Promise<Written> {
  const kept = lies === null ? null : join(lies, 'written.json');
  if (kept !== null && existsSync(kept)) {
    const written = JSON.parse(readFileSync(kept, 'utf8')) as Written;
    if (written.rowCount === rows) return written;
  }
  await stage();
  const written = await writeRelease(engine, objects, { table: 'stage', columns: farmersColumns, datasetId: 1, runId: 2, folder, rowSum: 0n });
  if (kept !== null) writeFileSync(kept, JSON.stringify(written));
  return written;
}

/** A published dataset with a release of generated farmers; what the profile of a run would tell is left out, no page asks for it. */
async function link(house: SignOnHouse): Promise<void> {
  const lies = keep === undefined ? null : resolve(keep);
  if (lies !== null) {
    mkdirSync(join(lies, 'objects'), { recursive: true });
    symlinkSync(join(lies, 'objects'), join(house.folder, 'data', 'objects'));
  }
  const objects = await openObjectStore(join(house.folder, 'data', 'objects'), { cacheFolder: join(house.folder, 'cache') });
  const engine = await openEngine({ databasePath: join(house.folder, 'stage.duckdb'), memoryMb: 1_500, threads: 2, spillDir: join(house.folder, 'spill') });
  try {
    const stage = (count: number) => engine.run(`create or replace table stage as select row_number() over () as _line, * from (${farmersSql(count)})`);
    await stage(1_000);
    const folder = join(house.folder, 'work');
    const small = await prepareRelease(engine, objects, { table: 'stage', contract: farmersContract(), contractVersion: 1, datasetId: 1, runId: 1, folder, previous: null, lineage: { source: 'bench', rawSha256: null } });
    if (small.kind === 'same') throw new TypeError('unexpected');
    const written = await writeRows(engine, objects, folder, lies, () => stage(rows));
    await house.db.tx(async (tx) => {
      const { metadata } = completeDraft;
      await createRecord(tx, theHouse, { ...completeDraft, audience: 'open', metadata: { ...metadata, data_category: '1', data_classification: '01', license_id: 'odc', accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล' }, slug: 'bench-farmers', agencyId: 'rid', titleTh: 'เกษตรกร' });
      await moveRecord(tx, theHouse, 'bench-farmers', 'publish');
      const { rows: [{ id }] } = await tx.query("select id from catalog.dataset where slug = 'bench-farmers'");
      await publishRelease(tx, theHouse, { ...small.draft, datasetId: id as number, runId: 2, manifest: written.manifest, rowCount: written.rowCount, bytes: written.bytes }, 0);
    });
    process.stdout.write(`${written.rowCount} rows, ${written.manifest.files.length} file(s), ${(written.bytes / 1e6).toFixed(0)} MB of Parquet\n`);
  } finally {
    await engine.close();
    await objects.close();
  }
}

async function ask(house: SignOnHouse, port: number, args: object): Promise<{ ms: number; result: any }> {
  const body = JSON.stringify({ resource_id: 'bench-farmers', ...args });
  const began = performance.now();
  const reply = await fetch(`http://127.0.0.1:${port}/api/3/action/datastore_search`, { method: 'POST', body, headers: { 'content-type': 'application/json', host: new URL(house.publicUrl).host } });
  const answered = await reply.json() as { result: any; error?: unknown };
  const ms = performance.now() - began;
  if (!reply.ok) throw new Error(JSON.stringify(answered.error));
  return { ms, result: answered.result };
}

openLog('bench', 'silent');
const house = await openSignOnHouse();
try {
  await link(house);
  const web = await house.startWeb();
  const kinds: [string, string, (i: number) => object, (result: any) => boolean][] = [
    ['first_page_ms', 'first page of 100', () => ({ limit: 100 }), ({ total, records }) => total === rows && records.length === 100],
    ['deep_page_ms', 'a page far behind', (i) => ({ limit: 100, offset: Math.floor(rows * 0.7) + i * 1_000 }), ({ total, records }) => total === rows && records.length === 100],
    ['key_filter_ms', 'one key', (i) => ({ filters: { id: (i * 104_729 + 17) % rows } }), ({ total }) => total === 1],
    ['key_range_ms', 'a range of keys', (i) => ({ filters: { id: { gte: i * 1_000, lt: i * 1_000 + 500 } }, limit: 100 }), ({ total }) => total === 500],
    ['column_filter_ms', 'a column that is no key', (i) => ({ filters: { crop: i % 12 }, limit: 100 }), ({ total, records }) => total > rows / 13 && records.length === 100],
  ];
  for (const [metric, name, argsOf, holds] of kinds) {
    const took: number[] = [];
    let cpu = 0;
    for (let i = 0; i < rounds + 5; i += 1) {
      const { ms, result } = await ask(house, web.port, argsOf(i));
      if (!holds(result)) throw new Error(`${name}: ${result.total} rows in all, ${result.records.length} given`);
      if (i === 4) cpu = web.cpuSeconds();
      if (i >= 5) took.push(ms);
    }
    process.stdout.write(`${name.padEnd(26)} p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${quantile(took, 0.95).toFixed(1)} ms, ${((web.cpuSeconds() - cpu) * 1_000 / rounds).toFixed(1)} ms of CPU each\nRESULT datastore.${metric} ${quantile(took, 0.95).toFixed(1)} ms\n`);
  }
  process.stdout.write(`web process: most memory ${web.peakMb().toFixed(0)} MB\n`);
} finally {
  await house.close();
}
