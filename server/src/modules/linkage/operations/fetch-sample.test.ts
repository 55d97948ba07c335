import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLinkageHouse, plots, type LinkageHouse } from '../testing/linkage-house.ts';
import { boundSample } from './bound-sample.ts';

let house: LinkageHouse;
beforeAll(async () => {
  house = await openLinkageHouse();
  await house.ask('POST', '/datasets', { slug: 'plots', agencyId: 'doae', titleTh: 'แปลง', titleEn: 'Plots' });
});
afterAll(() => house.close());

const sample = (body: object) => house.ask('POST', '/source-samples', body);
const names = (draft: { contract: { columns: { source: string }[] } }) => draft.contract.columns.map((column) => column.source);

it('fetches a file of a folder, drafts a contract from it with evidence, and tries it', async () => {
  writeFileSync(join(house.folder, 'plots.csv'), plots(40));
  const { status, body } = await sample({ kind: 'folder', config: { path: house.folder, pattern: '*.csv' } });
  expect([status, body.name, body.cut, body.source.id]).toEqual([201, 'plots.csv', false, null]);
  const draft = (await house.ask('POST', '/drafts', { rawId: body.rawId, dataset: 'plots' })).body;
  expect([names(draft), draft.rowsSeen, draft.evidence.encoding]).toEqual([['รหัสแปลง', 'จังหวัด', 'พื้นที่ (ไร่)'], 40, 'utf-8']);
  const preview = (await house.ask('POST', '/previews', { rawId: body.rawId, contractYaml: draft.contractYaml })).body;
  expect([preview.read, preview.bad, Object.keys(preview.rows[0].cells).length]).toEqual([40, 0, 3]);
});

it('fetches with a secret, and sets up the source later without being told it again', async () => {
  const asked = { kind: 'http', config: { url: `${house.web}/plots.csv`, authorization: 'Bearer right' } };
  const { body } = await sample(asked);
  expect(JSON.stringify(body)).not.toContain('right');
  const { status, body: source } = await house.ask('POST', '/datasets/plots/sources', { sealed: body.source.sealed, name: 'เว็บของกรม' });
  expect([status, source.kind, source.name]).toEqual([201, 'http', 'เว็บของกรม']);
  expect((await house.ask('POST', `/datasets/plots/sources/${source.id}/test`)).body.ok).toBe(true);
  const again = await sample({ dataset: 'plots', sourceId: source.id });
  expect(again.body).toMatchObject({ sha256: body.sha256, source: { id: source.id, sealed: null } });
});

it('refuses settings that were not sealed here or were changed', async () => {
  const { body } = await sample({ kind: 'http', config: { url: `${house.web}/plots.csv`, authorization: 'Bearer right' } });
  const sealed: string = body.source.sealed;
  for (const other of ['x', `${sealed.slice(0, -4)}AAAA`]) {
    expect((await house.ask('POST', '/datasets/plots/sources', { sealed: other })).body.code).toBe('linkage.sample-expired');
  }
});

it('takes only the beginning of a stream without end; it drafts, and cannot be linked as if it were all', async () => {
  const { body } = await sample({ kind: 'http', config: { url: `${house.web}/endless.csv` } });
  expect(body.cut).toBe(true);
  expect(body.bytes).toBeGreaterThan(12 * 1024 * 1024);
  expect(body.bytes).toBeLessThan(13.1 * 1024 * 1024);
  const draft = (await house.ask('POST', '/drafts', { rawId: body.rawId, dataset: 'plots' })).body;
  expect(names(draft)).toEqual(['รหัสแปลง', 'จังหวัด', 'พื้นที่ (ไร่)']);
  expect((await house.ask('POST', '/previews', { rawId: body.rawId, contractYaml: draft.contractYaml })).body.truncated).toBe(true);
  expect((await house.ask('POST', '/datasets/plots/contracts', { yaml: draft.contractYaml })).status).toBe(201);
  const refused = await house.ask('POST', '/datasets/plots/runs', { rawId: body.rawId });
  expect([refused.status, refused.body.code]).toEqual([409, 'linkage.raw-is-sample']);
});

describe('a PostgreSQL source', () => {
  const url = new URL(process.env['SAPHAN_TEST_DATABASE_URL'] as string);
  const address = { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) || 'not asked for' };

  it('gives a sample of a table and of a query', async () => {
    const table = await sample({ kind: 'postgres', config: { ...address, schema: 'pg_catalog', table: 'pg_timezone_names' } });
    expect([table.status, table.body.name]).toEqual([201, 'pg_timezone_names.csv']);
    expect(names((await house.ask('POST', '/drafts', { rawId: table.body.rawId })).body)).toEqual(['name', 'abbrev', 'utc_offset', 'is_dst']);
    const query = await sample({ kind: 'postgres', config: { ...address, query: "select i as \"รหัส\", date '2025-01-15' + i as \"วันที่\" from generate_series(1, 30) i" } });
    const draft = (await house.ask('POST', '/drafts', { rawId: query.body.rawId })).body;
    expect(draft.contract.columns.map((column: { source: string; type: string }) => [column.source, column.type])).toEqual([['รหัส', 'integer'], ['วันที่', 'date']]);
  });

  it('is asked for no more than the beginning of a very large answer', async () => {
    const { body } = await sample({ kind: 'postgres', config: { ...address, query: "select i, repeat('x', 1000) as filler_of_a_test from generate_series(1, 20000000) i" } });
    expect(body.cut).toBe(true);
    expect(body.bytes).toBeLessThan(13.1 * 1024 * 1024);
    const reading = async () => Number((await house.db.read((tx) => tx.query("select count(*) as n from pg_stat_activity where query like '%filler_of_a_test%' and state = 'active' and pid <> pg_backend_pid()"))).rows[0].n);
    await expect.poll(reading).toBe(0);
  });
});

it('says why a source gives no sample', async () => {
  const codes = [
    await sample({ kind: 'http', config: { url: `${house.web}/plots.csv` } }), await sample({ kind: 'http', config: { url: 'http://10.0.0.1/x' } }),
    await sample({ kind: 'folder', config: { path: '/etc/hostname' } }), await sample({ kind: 'folder', config: {} }), await sample({ dataset: 'plots', sourceId: 987_654 }),
  ].map(({ body }) => body.code);
  expect(codes).toEqual(['kernel.answer-refused', 'kernel.host-refused', 'connectors.path-refused', 'linkage.source-refused', 'linkage.source-not-found']);
  writeFileSync(join(house.folder, 'none.txt'), '');
  expect((await sample({ kind: 'folder', config: { path: join(house.folder, 'none.txt') } })).body.code).toBe('linkage.empty-file');
});

it('leaves an audit row for what was brought in, without its secret', async () => {
  const { rows } = await house.db.read((tx) => tx.query("select subject, detail from kernel.audit where action = 'linkage.sample-fetched' order by id"));
  expect(rows.length).toBeGreaterThan(2);
  expect(JSON.stringify(rows)).not.toContain('right');
});

const limits = { lines: 100, line: 50, whole: 400_000 };
async function bounded(pieces: string[] | Buffer[]): Promise<{ text: string; cut: boolean }> {
  const sampled = boundSample((async function* () { for (const piece of pieces) yield Buffer.from(piece as string); })(), limits);
  const kept: Buffer[] = [];
  for await (const chunk of sampled.chunks) kept.push(chunk);
  return { text: Buffer.concat(kept).toString(), cut: sampled.cut() };
}

it('ends after the line that passes the limit, in one piece or many', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `row ${i},x\n`);
  const whole = await bounded([lines.join('')]);
  expect(whole.cut).toBe(true);
  expect(whole.text).toBe(lines.join('').slice(0, whole.text.length));
  expect(whole.text.endsWith('\n')).toBe(true);
  expect(whole.text.length).toBeLessThan(115);
  const big = Array.from({ length: 5_000 }, (_, i) => `${'x'.repeat(90)}${i}\n`);
  const pieces = await bounded(big);
  expect([pieces.cut, pieces.text.endsWith('\n')]).toEqual([true, true]);
  expect(await bounded(['a,b\n1,2'])).toEqual({ text: 'a,b\n1,2', cut: false });
  expect((await bounded(['x'.repeat(1000)])).text.length).toBe(150);
});

it('keeps workbooks, Parquet and JSON whole, or refuses them', async () => {
  const json = `[${Array.from({ length: 30 }, (_, i) => `{"a":${i}}`).join(',')}]`;
  expect(await bounded([json])).toEqual({ text: json, cut: false });
  await expect(bounded([`[${'{"a":1},'.repeat(60_000)}{}]`])).rejects.toMatchObject({ code: 'linkage.sample-too-large' });
});
