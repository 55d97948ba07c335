import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimRun, noteRaw } from '../runs/run.sql.gen.ts';
import { openLinkageHouse, type LinkageHouse } from '../testing/linkage-house.ts';
import { findSource, noteFetched } from './source.sql.gen.ts';
import { insertRaw } from './upload.sql.gen.ts';

let house: LinkageHouse;
const at = '/datasets/plots/sources';
const database = { host: 'db.example', port: 5432, database: 'agency', user: 'reader', password: 'first secret', tls: 'verify', table: 'plot' };
const { password: _password, ...address } = database;
beforeAll(async () => {
  house = await openLinkageHouse();
  await house.ask('POST', '/datasets', { slug: 'plots', agencyId: 'doae', titleTh: 'แปลง', titleEn: 'Plots' });
});
afterAll(() => house.close());

const create = async (config: object = database, kind = 'postgres'): Promise<number> => (await house.ask('POST', at, { kind, config })).body.id;
const stored = async (id: number) => (await house.db.read((tx) => tx.query('select * from linkage.source where id = $1', [id]))).rows[0];
const audited = async (action: string) => (await house.db.read((tx) => tx.query('select detail from kernel.audit where action = $1 order by id', [action]))).rows.map((row) => row.detail);

describe('a source', () => {
  it('takes a name and other settings, and keeps the secret that was not given anew', async () => {
    const id = await create();
    const sealed = (await stored(id)).config.password;
    const { status, body } = await house.ask('PATCH', `${at}/${id}`, { name: 'ฐานข้อมูลแปลง', config: { ...address, table: 'plot_2568' } });
    expect([status, body.name, body.summary, body.retired]).toEqual([200, 'ฐานข้อมูลแปลง', 'db.example:5432/agency · public.plot_2568', null]);
    expect(await stored(id)).toMatchObject({ revision: 2, config: { password: sealed, table: 'plot_2568' } });
    expect((await audited('linkage.source-changed')).at(-1)).toEqual({ source: id, fields: ['table'], renamed: true });
  });

  it('never shows a secret, and says which ones it keeps', async () => {
    const id = await create();
    const shown = await house.ask('GET', `${at}/${id}`);
    expect(shown.body).toMatchObject({ config: address, secrets: ['password'] });
    const everything = JSON.stringify([shown, await house.ask('GET', at), await house.ask('GET', '/datasets/plots/linkage'), await audited('linkage.source-created')]);
    expect(everything).not.toMatch(/first secret|s1\./);
  });

  it('takes a secret given anew and tells nobody but the envelope', async () => {
    const id = await create();
    const before = (await stored(id)).config.password;
    expect((await house.ask('PATCH', `${at}/${id}`, { config: { ...address, password: 'second secret' } })).status).toBe(200);
    const after = (await stored(id)).config.password;
    expect(after).toMatch(/^s1\./);
    expect(after).not.toBe(before);
    expect((await audited('linkage.source-changed')).at(-1)).toMatchObject({ fields: ['password'] });
  });

  it.each([['host', 'elsewhere.example'], ['user', 'admin'], ['port', 5433], ['tls', 'off']])('asks for the secret anew when its %s changes', async (field, value) => {
    const id = await create();
    const refused = await house.ask('PATCH', `${at}/${id}`, { config: { ...address, [field]: value } });
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([422, 'linkage.secret-needed', '/config/password']);
    expect(await stored(id)).toMatchObject({ revision: 1, config: address });
    expect((await house.ask('PATCH', `${at}/${id}`, { config: { ...address, [field]: value, password: 'known' } })).status).toBe(200);
  });

  it('lets an optional secret be removed, and a needed one not', async () => {
    const http = await create({ url: 'https://data.example/plots.csv', authorization: 'Bearer x' }, 'http');
    expect((await house.ask('PATCH', `${at}/${http}`, { config: { url: 'https://other.example/plots.csv' } })).body.code).toBe('linkage.secret-needed');
    expect((await house.ask('PATCH', `${at}/${http}`, { config: { url: 'https://data.example/new.csv' } })).status).toBe(200);
    expect((await house.ask('PATCH', `${at}/${http}`, { config: { url: 'https://other.example/plots.csv', authorization: null } })).status).toBe(200);
    expect((await stored(http)).config).toEqual({ url: 'https://other.example/plots.csv' });
    const refused = await house.ask('PATCH', `${at}/${await create()}`, { config: { ...address, password: null } });
    expect([refused.status, refused.body.code]).toEqual([422, 'linkage.source-refused']);
  });

  it('refuses settings of another kind, blank names and unknown fields', async () => {
    const id = await create();
    for (const body of [{ config: { url: 'https://x.example/' } }, { config: { ...address, nothing: 1 } }, { name: '  ' }, { kind: 'http' }]) {
      const refused = await house.ask('PATCH', `${at}/${id}`, body);
      expect([refused.status < 500, refused.status >= 400]).toEqual([true, true]);
    }
    expect(await stored(id)).toMatchObject({ revision: 1, name: null });
  });

  it('counts a change of name alone as no new settings, and no change at all as nothing', async () => {
    const id = await create();
    const rows = (await audited('linkage.source-changed')).length;
    await house.ask('PATCH', `${at}/${id}`, { name: 'ชื่อ' });
    await house.ask('PATCH', `${at}/${id}`, { name: 'ชื่อ', config: address });
    expect(await stored(id)).toMatchObject({ revision: 1, name: 'ชื่อ' });
    expect((await audited('linkage.source-changed')).length).toBe(rows + 1);
  });

  it('is another dataset’s own', async () => {
    await house.ask('POST', '/datasets', { slug: 'others', agencyId: 'doae', titleTh: 'อื่น', titleEn: 'Others' });
    const id = await create();
    for (const [method, path, body] of [['GET', '', undefined], ['PATCH', '', { name: 'x' }], ['POST', '/retire', { reason: 'x' }], ['POST', '/test', undefined]] as const) {
      expect((await house.ask(method, `/datasets/others/sources/${id}${path}`, body)).body.code).toBe('linkage.source-not-found');
    }
  });
});

describe('what a fetch remembers', () => {
  const contract = async () => {
    const insert = "insert into linkage.contract (dataset_id, version, document, body, change, created_by) select id, 1, '', $1, 'first', 'test' from catalog.dataset where slug = 'plots'";
    await house.db.tx((tx) => tx.query(insert, [JSON.stringify({ freshness: { promiseHours: 24 }, columns: [] })]));
  };
  const fetchOnce = async (source: number, meanwhile: () => Promise<unknown>) => {
    const { body: run } = await house.ask('POST', '/datasets/plots/runs', { sourceId: source });
    const claimed = await house.db.tx((tx) => claimRun(tx, { worker: 'test' }));
    expect(claimed?.id).toBe(run.id);
    await meanwhile();
    await house.db.tx(async (tx) => {
      const raw = await insertRaw(tx, { sha256: 'a'.repeat(64), bytes: 1, object_key: 'raw/a', name: 'a.csv' });
      await noteRaw(tx, { id: run.id, fence: claimed?.fence ?? 0, raw_id: raw.id, mark: { etag: 'old' } });
      await noteFetched(tx, { run_id: run.id });
      await tx.query("update linkage.run set state = 'published' where id = $1", [run.id]);
    });
    return (await house.db.read((tx) => findSource(tx, { id: source, dataset_id: null })))?.mark;
  };

  it('is kept, and forgotten when the settings change, also under way', async () => {
    await contract();
    const id = await create();
    expect(await fetchOnce(id, async () => undefined)).toEqual({ etag: 'old' });
    await house.ask('PATCH', `${at}/${id}`, { config: { ...address, table: 'new' } });
    expect((await stored(id)).mark).toBeNull();
    expect(await fetchOnce(id, () => house.ask('PATCH', `${at}/${id}`, { config: { ...address, table: 'newest' } }))).toBeNull();
    expect(await fetchOnce(id, () => house.ask('PATCH', `${at}/${id}`, { name: 'only a name' }))).toEqual({ etag: 'old' });
  });
});

describe('a retired source', () => {
  it('is kept with who and why, stops its waiting runs, and starts, tests, changes and samples nothing more', async () => {
    const id = await create();
    const { body: waiting } = await house.ask('POST', '/datasets/plots/runs', { sourceId: id });
    expect((await house.ask('POST', `${at}/${id}/retire`, { reason: '  ' })).body.code).toBe('linkage.reason-needed');
    const { body: retired } = await house.ask('POST', `${at}/${id}/retire`, { reason: 'ย้ายไประบบใหม่' });
    expect(retired.retired).toMatchObject({ reason: 'ย้ายไประบบใหม่', by: expect.any(String) });
    expect((await house.ask('GET', `/runs/${waiting.id}`)).body).toMatchObject({ state: 'cancelled', sourceName: retired.summary });
    expect((await audited('linkage.source-retired')).at(-1)).toMatchObject({ source: id, runs: [waiting.id] });
    expect((await house.ask('POST', '/datasets/plots/runs', { sourceId: id })).body.code).toBe('linkage.source-retired');
    expect((await house.ask('PATCH', `${at}/${id}`, { name: 'x' })).body.code).toBe('linkage.source-retired');
    expect((await house.ask('POST', `${at}/${id}/retire`, { reason: 'again' })).body.code).toBe('linkage.source-retired');
    expect((await house.ask('POST', `${at}/${id}/test`)).body.code).toBe('linkage.source-not-found');
    expect((await house.ask('POST', '/source-samples', { dataset: 'plots', sourceId: id })).body.code).toBe('linkage.source-not-found');
    const ids = async (query: string) => (await house.ask('GET', `${at}${query}`)).body.items.map((each: { id: number }) => each.id);
    expect(await ids('')).not.toContain(id);
    expect(await ids('?retired=true')).toContain(id);
    expect((await house.ask('GET', '/datasets/plots/linkage')).body.sources.map((each: { id: number }) => each.id)).not.toContain(id);
  });

  it('is retired once when two people press at the same time', async () => {
    const id = await create();
    const answers = await Promise.all([1, 2].map(() => house.ask('POST', `${at}/${id}/retire`, { reason: 'x' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
