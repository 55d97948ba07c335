import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, get, send, sha256 } from './testing/api.ts';
import { openAgencyDatabase, type AgencyDatabase } from './testing/agency-database.ts';
import { type AgencyWeb, openAgencyWeb } from './testing/agency-web.ts';
import { expectProblem, expectRawKept, expectReleaseOne } from './testing/expect.ts';
import { csv, farmers, linkedDataset, newDataset } from './testing/farmers.ts';
import { defaultLimits } from '../../server/src/kernel/net/guarded-fetch.ts';
import { waitUntil } from '../../server/src/app/testing/instance.ts';
import { house, listUnfinished } from './testing/house.ts';
import { runAgain, runRaw, runSource, waitForRun } from './testing/runs.ts';

const good = csv(farmers());

describe('an upload', () => {
  it('goes on where half of it arrived, and is whole then', async () => {
    const slug = await newDataset();
    const bytes = Buffer.from(good);
    const { id } = await send('POST', '/uploads', { name: 'farmers.csv', size: bytes.length });
    await send('PUT', `/uploads/${id}?offset=0`, bytes.subarray(0, 1_000));
    const early = await ask('POST', `/uploads/${id}/complete`, {});
    expect(early.status).toBe(409);
    expectProblem(early.body, 'linkage.upload-incomplete');
    const gap = await ask('PUT', `/uploads/${id}?offset=1500`, bytes.subarray(1_500));
    expect(gap.status).toBe(409);
    expectProblem(gap.body, 'linkage.upload-offset');
    const { offset } = await get(`/uploads/${id}`);
    expect(offset).toBe(1_000);
    await send('PUT', `/uploads/${id}?offset=${offset}`, bytes.subarray(offset));
    const raw = await send('POST', `/uploads/${id}/complete`, { sha256: sha256(bytes) });
    expect(raw).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length });
    expectRawKept(raw.sha256, bytes.length);
    expect((await runRaw(slug, raw)).state).toBe('published');
  });

  it('is refused when more comes than was announced', async () => {
    const { id } = await send('POST', '/uploads', { name: 'farmers.csv', size: 10 });
    const reply = await ask('PUT', `/uploads/${id}?offset=0`, Buffer.alloc(11, 'x'));
    expect(reply.status).toBe(413);
    expectProblem(reply.body, 'linkage.upload-too-long');
  });
});

describe('a folder source', () => {
  const drop = (name: string) => join(house().sourceDir, 'drop', name);

  it('keeps nothing of a file that changes while it is read, and tries again by itself', async () => {
    const slug = await linkedDataset();
    writeFileSync(drop('growing.csv'), good);
    const growing = setInterval(() => appendFileSync(drop('growing.csv'), 'F00099,ใหม่,สงขลา,1.00,01/02/2568\n'), 50);
    const run = await runSource(slug, 'folder', { path: drop('growing.csv') }, ['retry_wait']).finally(() => clearInterval(growing));
    expect(['connectors.file-growing', 'connectors.file-changed']).toContain(run.problem.code);
    expectProblem(run.problem, run.problem.code);
    expect(run.raw).toBeNull();
    await expectReleaseOne(slug);
    await send('POST', `/runs/${run.id}/cancel`);
  });

  it('is refused outside the folders that the administrator named', async () => {
    const run = await runSource(await linkedDataset(), 'folder', { path: '/etc/hostname' }, ['retry_wait', 'failed']);
    expectProblem(run.problem, 'connectors.path-refused');
  });

  it('links the file, and says no_change as long as it stays as it is', async () => {
    const slug = await newDataset();
    writeFileSync(drop('still.csv'), good);
    const run = await runSource(slug, 'folder', { path: drop('still.csv') });
    expect([run.state, run.raw.sha256]).toEqual(['published', sha256(Buffer.from(good))]);
    const [source] = (await get(`/datasets/${slug}/sources`)).items;
    expect((await runAgain(slug, source.id)).state).toBe('no_change');
    await expectReleaseOne(slug);
    rmSync(drop('still.csv'));
  });
});

describe('an HTTP source', () => {
  let web: AgencyWeb;
  beforeAll(async () => { web = await openAgencyWeb(good); });
  afterAll(() => web.close());

  it('is linked, and not fetched again while its ETag is the same', async () => {
    const slug = await newDataset();
    const run = await runSource(slug, 'http', { url: web.url('/farmers.csv') });
    expect([run.state, run.raw.name]).toEqual(['published', 'farmers.csv']);
    expectRawKept(sha256(Buffer.from(good)), Buffer.byteLength(good));
    const [source] = (await get(`/datasets/${slug}/sources`)).items;
    expect((await runAgain(slug, source.id)).state).toBe('no_change');
    expect(web.answered('/farmers.csv')).toEqual([200, 304]);
    await expectReleaseOne(slug);
  });

  it.each([
    ['leads to loopback that nobody allowed', () => 'http://127.0.0.2:1/farmers.csv'],
    ['names a private network', () => 'http://10.0.0.1/farmers.csv'],
    ['redirects to loopback that nobody allowed', () => web.url('/to-loopback')],
    ['redirects to a private network', () => web.url('/to-private')],
    ['redirects to the metadata address of a cloud', () => web.url('/to-metadata')],
  ])('is refused when it %s', async (_what, url) => {
    const slug = await linkedDataset();
    const run = await runSource(slug, 'http', { url: url() }, ['retry_wait', 'failed']);
    expectProblem(run.problem, 'kernel.host-refused');
    expect(run.problem.detailTh).toMatch(/127\.0\.0\.2|10\.0\.0\.1|169\.254\.169\.254/);
    expect(run.raw).toBeNull();
    await expectReleaseOne(slug);
  });

  it.each([
    ['says more than it sends', '/too-short', ['kernel.length-lied', 'kernel.transfer-broken']],
    ['says less than it sends', '/too-long', ['kernel.length-lied']],
  ])('keeps nothing when it %s', async (_what, path, codes) => {
    const slug = await linkedDataset();
    const run = await runSource(slug, 'http', { url: web.url(path) }, ['retry_wait', 'failed']);
    expect(codes).toContain(run.problem.code);
    expectProblem(run.problem, run.problem.code);
    expect(run.raw).toBeNull();
    await expectReleaseOne(slug);
  });

  it.each([
    ['never ends', '/flood', 'kernel.answer-too-large', 'failed', '3000000'],
    ['states more than it may send', '/huge', 'kernel.answer-too-large', 'failed', '3000000'],
    ['never ends but comes slowly', '/drip', 'kernel.timed-out', 'retry_wait', null],
  ])('is cut off by itself when it %s, and nothing of it is kept', async (_what, path, code, state, limit) => {
    const slug = await linkedDataset();
    const run = await runSource(slug, 'http', { url: web.url(path) }, [state]);
    expectProblem(run.problem, code);
    if (limit !== null) expect([run.problem.detailTh, run.problem.detailEn]).toEqual([expect.stringContaining(limit), expect.stringContaining(limit)]);
    expect([run.raw, listUnfinished()]).toEqual([null, []]);
    await waitUntil(() => web.answered(path).length > 0, 'the connection to be given up');
    await expectReleaseOne(slug);
    if (state === 'retry_wait') await send('POST', `/runs/${run.id}/cancel`);
  });

  it('has by default 20 GB and six hours for one answer, one minute for the next piece of it', () => {
    expect(defaultLimits).toMatchObject({ bytes: 20e9, totalMs: 6 * 3_600_000, idleMs: 60_000 });
  });

  it('can be stopped while it comes, and nothing of it is kept', async () => {
    const slug = await linkedDataset();
    const source = await send('POST', `/datasets/${slug}/sources`, { kind: 'http', config: { url: web.url('/drip') } });
    const { id } = await send('POST', `/datasets/${slug}/runs`, { sourceId: source.id });
    await waitForRun(id, ['extracting']);
    await sleep(500);
    await send('POST', `/runs/${id}/cancel`);
    const run = await waitForRun(id);
    expect([run.state, run.raw, listUnfinished()]).toEqual(['cancelled', null, []]);
    await expectReleaseOne(slug);
  });
});

describe('a PostgreSQL source', () => {
  let database: AgencyDatabase;
  beforeAll(async () => { database = await openAgencyDatabase(); });
  afterAll(() => database.close());

  it('gives the same release as the file of the same rows', async () => {
    const [bySource, byFile] = [await newDataset(), await linkedDataset()];
    const run = await runSource(bySource, 'postgres', { ...database.address, table: 'farmer' });
    expect([run.state, run.sourceKind]).toEqual(['published', 'postgres']);
    const hash = async (slug: string) => (await get(`/datasets/${slug}/releases/1`)).contentHash;
    expect(await hash(bySource)).toBe(await hash(byFile));
    expect(JSON.stringify(await get(`/datasets/${bySource}/linkage`))).not.toContain(database.address.password);
  });

  it('keeps nothing when it vanishes midway, and tries again by itself', async () => {
    const slug = await linkedDataset();
    const query = 'select f.*, repeat(\'x\', 9000) || pg_sleep(0.02)::text as note from farmer f cross join generate_series(1, 2000000)'; // 0.5 MB a second
    const source = await send('POST', `/datasets/${slug}/sources`, { kind: 'postgres', config: { ...database.address, query } });
    const { id } = await send('POST', `/datasets/${slug}/runs`, { sourceId: source.id });
    await waitForRun(id, ['extracting']);
    await database.killReaders();
    const run = await waitForRun(id, ['retry_wait']);
    expectProblem(run.problem, 'connectors.database-vanished');
    expect(run.raw).toBeNull();
    await expectReleaseOne(slug);
    await send('POST', `/runs/${id}/cancel`);
  });

  it('is refused when the table is missing or the query changes data', async () => {
    const wrong = await runSource(await linkedDataset(), 'postgres', { ...database.address, table: 'nothing_here' }, ['retry_wait', 'failed']);
    expectProblem(wrong.problem, 'connectors.table-missing');
    const writing = await runSource(await linkedDataset(), 'postgres', { ...database.address, query: 'delete from farmer returning *' }, ['retry_wait', 'failed']);
    expectProblem(writing.problem, 'connectors.query-not-select');
    expect(await database.count('farmer')).toBe(40);
  });
});

describe('a run that failed for its source', () => {
  it('says the same in its log', async () => {
    const run = await runSource(await linkedDataset(), 'folder', { path: join(house().sourceDir, 'nowhere.csv') }, ['retry_wait', 'failed']);
    expectProblem(run.problem, 'connectors.path-missing');
    const { items } = await get(`/runs/${run.id}/log`);
    expect(items.some(({ level, th }: any) => level === 'error' && th.includes('ไม่พบไฟล์'))).toBe(true);
  });
});

