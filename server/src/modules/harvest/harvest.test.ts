import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../app/module-folders.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore } from '#kernel/objects.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { findRecord, listTopicMembers } from '#modules/catalog/index.ts';
import { cancelHarvestJob, decideHarvestJob, startHarvestJob } from './operations/drive-job.ts';
import { createHarvestSource } from './operations/keep-source.ts';
import type { HarvestPorts } from './ports.ts';
import { listEntries, listLosses, selectJob } from './reads/sources.ts';
import type { JobView, NewSource } from './schemas.ts';
import { goodPackage, openSmallCkan, type SmallCkan } from './testing/small-ckan.ts';
import { retryAfter } from './job/ask-source.ts';
import { claimJob } from './job/job.sql.gen.ts';
import { ckanSite } from './job/list-source.ts';
import { workOff } from './job/worker.ts';

const who = principalOf('secretariat');
const publicUrl = 'http://saphan.example';
let test: TestDatabase;
let folder: string;
let ports: HarvestPorts;
let ckan: SmallCkan;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  folder = mkdtempSync(join(tmpdir(), 'saphan-harvest-'));
  ports = { db: test.db, log: openLog('test', 'silent'), objects: await openObjectStore(folder, { cacheFolder: folder }), rules: { allow: ['127.0.0.1'] }, publicUrl, instanceId: async () => 'instance-of-ours', maxFileBytes: 1_000 };
});
afterAll(async () => { await test?.close(); rmSync(folder, { recursive: true, force: true }); });
beforeEach(async () => { ckan = await openSmallCkan(); return () => ckan.close(); });

let serial = 0;
/** Every test has a source of its own, and names of its own. */
async function setUp(over: Partial<NewSource> = {}): Promise<number> {
  serial += 1;
  const source = await test.db.tx((tx) => createHarvestSource(tx, who, { nameTh: 'ทดสอบ', nameEn: 'Test', kind: 'ckan', url: ckan.url, delayMs: 0, pageSize: 3, lands: 'published', ...over }, publicUrl));
  return source.id;
}
const packages = (count: number, over: (n: number) => Record<string, unknown> = () => ({})) => Array.from({ length: count }, (_, n) => goodPackage(serial * 1_000 + n, { title: `ชุดข้อมูล ${serial} ${n}`, ...over(n) }));
async function harvest(source: number): Promise<JobView> {
  const { id } = await test.db.tx((tx) => startHarvestJob(tx, who, source));
  await workOff(ports);
  return test.db.read((tx) => selectJob(tx, id));
}
const entries = async (job: JobView, outcome?: string) => (await test.db.read((tx) => listEntries(tx, job.id, { outcome, limit: 1_000 }))).items;

describe('a harvest', () => {
  it('takes every dataset with its resources and codes, and a second one finds nothing to do', async () => {
    const source = await setUp();
    ckan.packages = packages(8);
    const first = await harvest(source);
    expect(first).toMatchObject({ state: 'done', listed: 8, pages: 4, problem: null, counts: { created: 8, changed: 0, same: 0, refused: 0 } });
    const [entry] = await entries(first);
    const record = await test.db.read((tx) => findRecord(tx, entry?.slug ?? ''));
    expect(record).toMatchObject({
      state: 'published', audience: 'open', level: 0, agency: { id: 'rid' }, tags: ['น้ำ'], metadata: { data_type: '1', update_frequency_unit: 'M', update_frequency_interval: 1, created_date: '2022-01-31', data_classification: '01' },
      resources: [{ kind: 'link', nameTh: 'ไฟล์ CSV', format: 'CSV', url: expect.stringMatching(/^https:\/\/ckan\.example\//) }],
    });
    expect(record?.filled).toHaveLength(14);
    expect(entry?.remarks.map(({ en }) => en)).toEqual(['Created date was written in the Buddhist Era (2565-01-31) and is kept as 2022-01-31.']);
    expect(await harvest(source)).toMatchObject({ state: 'done', counts: { created: 0, same: 8 } });
    expect(ckan.searches[0]?.toString()).toBe('rows=3&start=0&sort=id+asc');
    expect(ckan.agents[0]).toBe('Saphan-harvester (+http://saphan.example)');
  });

  it('writes what changed, takes away resources that are gone, and keeps the slug', async () => {
    const source = await setUp();
    ckan.packages = packages(3);
    const [before] = await entries(await harvest(source));
    ckan.packages[0] = { ...ckan.packages[0], title: `ชื่อใหม่ ${serial}`, name: 'renamed', resources: [{ id: 'other', name: 'ใหม่', url: 'https://ckan.example/new.csv' }] };
    const second = await harvest(source);
    expect(second.counts).toMatchObject({ changed: 1, same: 2 });
    const record = await test.db.read((tx) => findRecord(tx, before?.slug ?? ''));
    expect([record?.titleTh, record?.resources.map(({ nameTh }) => nameTh), record?.version]).toEqual([`ชื่อใหม่ ${serial}`, ['ใหม่'], 2]);
  });

  it('archives what is gone, and brings it back as the same dataset', async () => {
    const source = await setUp();
    ckan.packages = packages(10);
    const all = ckan.packages;
    const first = await entries(await harvest(source));
    ckan.packages = all.slice(1);
    const second = await harvest(source);
    expect(second).toMatchObject({ state: 'done', missing: 1, counts: { withdrawn: 1, same: 9 } });
    const state = () => test.db.read(async (tx) => (await findRecord(tx, first[0]?.slug ?? ''))?.state);
    expect(await state()).toBe('archived');
    ckan.packages = all;
    expect((await harvest(source)).counts).toMatchObject({ changed: 1, same: 9 });
    expect(await state()).toBe('published');
  });

  it('is held when too much is gone, and does what a person decides', async () => {
    const source = await setUp();
    ckan.packages = packages(10);
    const first = await entries(await harvest(source));
    ckan.packages = ckan.packages.slice(0, 5);
    const held = await harvest(source);
    expect(held).toMatchObject({ state: 'held', missing: 5, problem: { code: 'harvest.shrinks' }, counts: { withdrawn: 0 } });
    expect((await test.db.read((tx) => listLosses(tx, held))).missing).toHaveLength(5);
    await expect(test.db.tx((tx) => startHarvestJob(tx, who, source))).rejects.toMatchObject({ code: 'harvest.job-under-way' });
    const kept = await test.db.tx((tx) => decideHarvestJob(tx, who, held.id, { choice: 'keep', reason: 'ต้นทางย้ายระบบ' }));
    expect(kept.state).toBe('taking');
    await workOff(ports);
    expect(await test.db.read((tx) => selectJob(tx, held.id))).toMatchObject({ state: 'done', counts: { missing: 5, withdrawn: 0 }, decision: { choice: 'keep', by: who.name } });
    expect(await test.db.read(async (tx) => (await findRecord(tx, first[9]?.slug ?? ''))?.state)).toBe('published');
    await expect(test.db.tx((tx) => decideHarvestJob(tx, who, held.id, { choice: 'withdraw', reason: 'x' }))).rejects.toMatchObject({ code: 'harvest.job-not-held' });
  });

  it('is held when the list is empty, and fails when it never was otherwise', async () => {
    const source = await setUp();
    expect(await harvest(source)).toMatchObject({ state: 'failed', problem: { code: 'harvest.listing-is-empty' } });
    ckan.packages = packages(3);
    await harvest(source);
    ckan.packages = [];
    const held = await harvest(source);
    expect(held).toMatchObject({ state: 'held', problem: { code: 'harvest.listing-is-empty' } });
    expect(await test.db.tx((tx) => cancelHarvestJob(tx, who, held.id))).toMatchObject({ state: 'cancelled' });
  });

  it('withdraws nothing when the listing has holes', async () => {
    const source = await setUp();
    ckan.packages = packages(10);
    await harvest(source);
    ckan.packages = [...ckan.packages.slice(1), { id: 'zz-no-title' }];
    const second = await harvest(source);
    expect(second).toMatchObject({ state: 'done', withdraws: false, counts: { withdrawn: 0, missing: 1, refused: 1 } });
    ckan.packages = ckan.packages.slice(0, 9);
    ckan.countOff = 5;
    expect(await harvest(source)).toMatchObject({ state: 'done', withdraws: false, counts: { withdrawn: 0, missing: 1 } });
  });
});

describe('a source with bad manners', () => {
  it.each<[string, string, (ckan: SmallCkan) => void]>([
    ['answers a web page', 'harvest.answer-is-html', (at) => at.misbehave.push((_q, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('<!DOCTYPE html><html><title>Access Denied</title></html>'); return true; })],
    ['answers what is no JSON', 'harvest.answer-unreadable', (at) => at.misbehave.push((_q, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"success": tru'); return true; })],
    ['answers the JSON of something else', 'harvest.answer-unreadable', (at) => at.misbehave.push((_q, response) => { response.writeHead(200).end('{"ok":1}'); return true; })],
    ['refuses', 'harvest.answer-refused', (at) => at.misbehave.push((_q, response) => { response.writeHead(403).end('{}'); return true; })],
    ['gives the same page again', 'harvest.listing-repeats', (at) => { at.repeats = true; }],
    ['is this house under another address', 'harvest.circular', (at) => { at.saphan = { instanceId: 'instance-of-ours', publicUrl: 'http://other-name.example' }; }],
    ['is this house by its own word', 'harvest.circular', (at) => { at.siteUrl = publicUrl; }],
  ])('that %s ends the job with %s', async (_what, code, spoil) => {
    const source = await setUp();
    ckan.packages = packages(4);
    spoil(ckan);
    const job = await harvest(source);
    expect(job).toMatchObject({ state: 'failed', problem: { code }, counts: { created: 0 } });
    expect(job.problem).toHaveProperty('nextTh');
  });

  it('that is busy is waited for as it asks, and come back to when that is long', async () => {
    const source = await setUp();
    ckan.packages = packages(2);
    const busy = (after: string) => (_q: unknown, response: ServerResponse) => { response.writeHead(429, { 'retry-after': after }).end(); return true; };
    ckan.misbehave.push(busy('0'));
    expect(await harvest(source)).toMatchObject({ state: 'done', counts: { created: 2 } });
    ckan.misbehave.push(busy('1800'));
    const put = await harvest(source);
    expect(put).toMatchObject({ state: 'listing', attempt: 1, problem: { code: 'harvest.answer-unavailable' } });
    expect(Date.parse(put.retryAt ?? '') - Date.now()).toBeGreaterThan(1_700_000);
    expect([retryAfter('120'), retryAfter('Sat, 21 Nov 2026 00:01:00 GMT', Date.parse('2026-11-21T00:00:00Z')), retryAfter('soon')]).toEqual([120, 60, null]);
  });

  it('gives pages shorter than asked for, and they are all read', async () => {
    const source = await setUp({ pageSize: 100 });
    ckan.packages = packages(5);
    ckan.rowsMax = 2;
    expect(await harvest(source)).toMatchObject({ state: 'done', listed: 5, counts: { created: 5 } });
  });

  it('goes on for ever only as long as was allowed', async () => {
    const source = await setUp({ maxPages: 2 });
    ckan.packages = packages(20);
    expect(await harvest(source)).toMatchObject({ state: 'failed', problem: { code: 'harvest.listing-too-long' } });
  });

  it('cannot have our own address, in any writing', async () => {
    for (const url of [publicUrl, `${publicUrl}/th/`, 'HTTP://SAPHAN.EXAMPLE:80/api/3']) await expect(test.db.tx((tx) => createHarvestSource(tx, who, { nameTh: 'ก', nameEn: 'a', kind: 'ckan', url }, publicUrl))).rejects.toMatchObject({ code: 'harvest.circular' });
    expect(['https://c.go.th/', 'https://c.go.th/api/3/action/package_search?rows=1', 'https://c.go.th/dataset/x', 'https://c.go.th/api'].map(ckanSite)).toEqual(Array.from({ length: 4 }, () => 'https://c.go.th'));
  });
});

describe('an object', () => {
  it('of ours, of an unknown organisation, or with a script is told or cleaned', async () => {
    const source = await setUp();
    ckan.packages = packages(4, (n) => [{ extras: [{ key: 'harvest_source_url', value: `${publicUrl}/dataset/x` }] }, { organization: { name: 'nobody', title: 'กรมที่ไม่มี' } }, { notes: 'ดี<script>alert(1)</script>', objective: ['อย่างอื่นเลย'] }, { license_id: '', title: 'ไม่ครบ'.repeat(40) }][n] ?? {});
    const job = await harvest(source);
    expect(job.counts).toMatchObject({ created: 2, refused: 2 });
    expect((await entries(job, 'refused')).map(({ remarks }) => remarks.at(-1)?.en)).toEqual([
      'This dataset came from this very catalogue (http://saphan.example/dataset/x); taking it back would go in a circle.', 'No agency is known for the organisation "กรมที่ไม่มี" (nobody); add it to the source\'s map.']);
    const [script, incomplete] = await entries(job, 'created');
    expect(await test.db.read((tx) => findRecord(tx, script?.slug ?? ''))).toMatchObject({ descriptionTh: 'ดี', metadata: { objective: ['99'], objective_other: 'อย่างอื่นเลย' } });
    expect(await test.db.read((tx) => findRecord(tx, incomplete?.slug ?? ''))).toMatchObject({ state: 'draft', level: 1 });
    expect(incomplete?.remarks.some(({ en }) => en.startsWith('Not yet to be published:'))).toBe(true);
  });

  it('goes where the map says', async () => {
    const source = await setUp({ agencyMap: { nobody: 'doae' }, agencyId: 'ldd' });
    ckan.packages = packages(2, (n) => ({ organization: n === 0 ? { name: 'nobody', title: 'x' } : { name: 'somebody', title: 'y' } }));
    const found = await entries(await harvest(source));
    expect(await Promise.all(found.map(({ slug }) => test.db.read(async (tx) => (await findRecord(tx, slug ?? ''))?.agency.id)))).toEqual(['doae', 'ldd']);
  });
});

describe('what a CKAN has and a record here does not', () => {
  it('is told by name: how a dataset stands, groups, keywords, pictures, views', async () => {
    const source = await setUp({ pageSize: 100 });
    ckan.packages = packages(6, (n) => [
      { state: 'draft' }, { state: 'deleted' }, { private: true }, { groups: [{ name: 'category06', title: 'ทรัพยากรธรรมชาติ' }, { name: 'no-such-topic', title: 'ไม่มีหมวดนี้' }] },
      { tags: Array.from({ length: 30 }, (_, at) => ({ name: `คำสำคัญที่ยาว ${at}` })), version: '2' },
      { organization: { id: 'o1', name: 'rid', title: 'กรมชลประทาน', image_url: 'logo.png', groups: [{ name: 'moac' }] }, relationships_as_subject: [{}], resources: [{ id: 'v', name: 'ก', url: 'https://c.example/a.csv', format: 'CSV', has_views: true }, { id: 'w', name: 'ข', url: 'https://c.example/b.csv', state: 'deleted' }] },
    ][n] ?? {});
    const job = await harvest(source);
    expect(job.counts).toMatchObject({ created: 5, refused: 1 });
    const said = new Map((await entries(job)).map((entry) => [Number(entry.remoteId.slice(-3)), entry]));
    const told = (n: number) => said.get(n)?.remarks.map(({ en }) => en).join(' | ') ?? '';
    expect(told(0)).toContain('comes as a draft');
    expect(told(1)).toContain('deleted at the source');
    expect(told(2)).toContain('within the agency only');
    expect(told(3)).toContain('No topic here is called ไม่มีหมวดนี้');
    expect(told(4)).toMatch(/The version written.*Keywords beyond 200/);
    expect(told(5)).toMatch(/picture of the organisation "กรมชลประทาน".*hierarchy.*deleted or hidden.*Relations.*Views of resources/);
    const state = async (n: number) => test.db.read((tx) => findRecord(tx, said.get(n)?.slug ?? ''));
    expect([(await state(0))?.state, (await state(2))?.audience, (await state(3))?.state]).toEqual(['draft', 'internal', 'published']);
    expect((await test.db.tx((tx) => listTopicMembers(tx, 'category06'))).map(({ slug }) => slug)).toContain(said.get(3)?.slug);
  });

  it('keeps where a record came from in the record, unless it says so itself', async () => {
    const source = await setUp();
    ckan.siteUrl = 'https://catalogue.example.go.th';
    ckan.packages = packages(2, (n) => (n === 1 ? { reference_url_catalog: 'https://first.example.go.th/dataset/one' } : {}));
    const found = await entries(await harvest(source));
    const from = await Promise.all(found.map(({ slug }) => test.db.read(async (tx) => (await findRecord(tx, slug ?? ''))?.metadata['reference_url_catalog'])));
    expect(from).toEqual([expect.stringMatching(/^https:\/\/catalogue\.example\.go\.th\/dataset\/dataset_\d+$/), 'https://first.example.go.th/dataset/one']);
  });
});

describe('a worker that is killed', () => {
  it('loses its hold, and the next goes on from the page that was kept', async () => {
    const source = await setUp();
    ckan.packages = packages(7);
    const { id } = await test.db.tx((tx) => startHarvestJob(tx, who, source));
    // The process ends while the second page is on its way: what it had claimed is left with a marker that no longer is.
    ckan.misbehave.push(() => false, (_q, response) => { response.destroy(); return true; });
    await workOff(ports);
    expect(await test.db.read((tx) => selectJob(tx, id))).toMatchObject({ state: 'listing', listed: 3, pages: 1 });
    await test.db.tx((tx) => tx.query("update harvest.job set retry_at = null, worker = 'dead', leased_until = now() + interval '580 seconds' where id = $1", [id]));
    await workOff(ports);
    expect(await test.db.read((tx) => selectJob(tx, id))).toMatchObject({ state: 'done', listed: 7, counts: { created: 7 } });
    expect(ckan.searches.map((query) => query.get('start'))).toEqual(['0', '3', '3', '6', '7']);
  });

  it('is not robbed while it lives', async () => {
    const source = await setUp();
    await test.db.tx((tx) => startHarvestJob(tx, who, source));
    expect(await test.db.tx((tx) => claimJob(tx, { worker: 'a' }))).not.toBeNull();
    expect(await test.db.tx((tx) => claimJob(tx, { worker: 'b' }))).toBeNull();
    await test.db.tx((tx) => tx.query("update harvest.job set state = 'cancelled' where source_id = $1", [source]));
  });
});

describe('files', () => {
  it('of the source come along within their limit, and what cannot come is told', async () => {
    ckan.files.set('/a.csv', { body: Buffer.from('ก,ข\n1,2\n'), type: 'text/csv' }).set('/big.csv', { body: Buffer.from('a,b\n'.repeat(2_000)), type: 'text/csv' });
    const source = await setUp({ takeFiles: true });
    ckan.packages = packages(1, () => ({ resources: ['a.csv', 'big.csv', 'gone.csv'].map((name) => ({ id: name, name, url: `${ckan.url}/${name}`, url_type: 'upload' })).concat([{ id: 'link', name: 'link', url: 'https://elsewhere.example/x', url_type: '' }]) }));
    const job = await harvest(source);
    expect(job).toMatchObject({ state: 'done', files: { taken: 1, refused: 2, waiting: 0, bytes: 12 } });
    const [entry] = await entries(job);
    const record = await test.db.read((tx) => findRecord(tx, entry?.slug ?? ''));
    expect(record?.resources.map(({ kind, url }) => [kind, url.replace(/[0-9a-f-]{36}/, 'ID').replace(ckan.url, '')])).toEqual([['file', '/api/v1/catalogue/files/ID/a.csv'], ['link', '/big.csv'], ['link', '/gone.csv'], ['link', 'https://elsewhere.example/x']]);
    expect((await test.db.read((tx) => listLosses(tx, job))).files.map(({ name, en }) => [name, en.split(':')[0]])).toEqual([['big.csv', 'The answer is longer than allowed and was cut off'], ['gone.csv', 'The source refused the request']]);
    await harvest(source);
    expect((await test.db.read((tx) => findRecord(tx, entry?.slug ?? '')))?.resources[0]?.kind).toBe('file');
  });
});

describe('a steward', () => {
  const steward = principalOf('steward', { agencies: ['rid'] });
  const other = principalOf('steward', { agencies: ['doae'] });
  it('has sources that bring to the own agency only, as drafts, and sees no other', async () => {
    const asked = { nameTh: 'ก', nameEn: 'a', kind: 'ckan', url: `${ckan.url}/`, agencyId: 'rid' } as const;
    const make = (whose: typeof steward, over: object) => scopedDatabase(test.db, whose).tx((tx) => createHarvestSource(tx, whose, { ...asked, ...over }, publicUrl));
    await expect(make(steward, { agencyId: 'doae' })).rejects.toMatchObject({ code: 'harvest.source-not-yours' });
    await expect(make(steward, { agencyMap: { x: 'doae' } })).rejects.toMatchObject({ code: 'harvest.source-not-yours' });
    await expect(make(steward, { lands: 'published' })).rejects.toMatchObject({ code: 'harvest.source-not-yours' });
    const { id } = await make(steward, {});
    await expect(scopedDatabase(test.db, other).tx((tx) => startHarvestJob(tx, other, id))).rejects.toMatchObject({ code: 'harvest.source-not-found' });
    ckan.packages = packages(2, (n) => ({ organization: n === 0 ? { name: 'doae', title: 'x' } : { name: 'unknown', title: 'x' } }));
    const { id: job } = await scopedDatabase(test.db, steward).tx((tx) => startHarvestJob(tx, steward, id));
    await workOff(ports);
    const log = await scopedDatabase(test.db, steward).read((tx) => listEntries(tx, job, {}));
    expect(log.items.map(({ outcome, remarks }) => [outcome, remarks.at(-1)?.en])).toEqual([['refused', 'The dataset belongs to doae, to which this source may not bring records.'], ['created', expect.any(String)]]);
    expect((await scopedDatabase(test.db, other).read((tx) => listEntries(tx, job, {}))).items).toEqual([]);
  });
});
