import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeContract } from '@saphan/contracts/odcs/write';
import { theHouse } from '#kernel/policy.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { agreeContract } from '#modules/linkage/index.ts';
import { tableColumn } from '../linkage/testing/table-house.ts';
import { sendToOne } from './receivers/send-events.ts';
import { contractWith, openLineageHouse, plot, plotColumns, PUBLIC_URL, type LineageHouse } from './testing/lineage-house.ts';
import { specOf } from './testing/spec.ts';

let house: LineageHouse;
const faultsOf = specOf(PUBLIC_URL);
const events = async (query = '') => (await house.ask('GET', `/open-lineage/events${query}`, { role: 'operator' })).text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as any);
const lineage = async (query = '', role = 'operator') => (await house.ask('GET', `/datasets/plots/lineage${query}`, { role })).body;
const ofColumn = (body: any, name: string) => body.columns.find((column: any) => column.name === name);
const rules = [{ id: 'area', sql: "area_rai > 0 or code = 'owner'", severity: 'reject' as const, titleTh: 'มีพื้นที่', titleEn: 'has an area' }];
const tx: LineageHouse['ports']['db']['tx'] = (work) => house.ports.db.tx(work);

beforeAll(async () => {
  house = await openLineageHouse({ rules });
  await tx(async (t) => {
    const tools = await createDataset(t, theHouse, { slug: 'tools', agencyId: 'doae', titleTh: 'เครื่องมือ', titleEn: 'Tools' });
    const secret = await createDataset(t, theHouse, { slug: 'hidden', agencyId: 'doae', titleTh: 'ลับ', titleEn: 'Hidden', level: 4 });
    for (const each of [tools, secret]) {
      await agreeContract(t, theHouse, each, writeContract(contractWith(each.slug, [tableColumn(1, 'id', 'text', { primaryKey: 1, required: true }), tableColumn(2, 'plot', 'text', { codeList: { dataset: 'plots', column: 'code' } })])), null);
    }
    await t.query("update catalog.record set state = 'published', audience = 'government', published_at = now() where dataset_id = $1", [tools.id]);
  });
  house.table.rows = Array.from({ length: 40 }, (_, i) => plot(i + 1));
  expect((await house.run()).state).toBe('published');
  await house.listen();
});
afterAll(() => house?.close());

describe('the lineage of a release', () => {
  it('says of each column where it stood, what was done to it, and who depends on it', async () => {
    const body = await lineage();
    expect(body).toMatchObject({ release: { number: 1, current: true }, source: { kind: 'postgres', summary: 'table' }, run: { trigger: 'command', keptFrom: null }, raw: { name: 'table.csv', format: 'csv' } });
    expect(body.raw.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(body.columns.map(({ name }: any) => name)).toEqual(['code', 'planted_on', 'farmer', 'area_rai', 'owner']);
    expect(ofColumn(body, 'planted_on')).toMatchObject({ source: { name: 'วันที่ปลูก', place: 2, certain: true }, stored: 'DATE', shown: 'clear' });
    expect(ofColumn(body, 'planted_on').steps.map(({ kind }: any) => kind)).toEqual(expect.arrayContaining(['renamed', 'calendar', 'cast']));
    expect(ofColumn(body, 'planted_on').steps.find(({ kind }: any) => kind === 'calendar').th).toContain('100%');
    expect(ofColumn(body, 'farmer')).toMatchObject({ shown: 'companion', personal: 'direct' });
    expect(ofColumn(body, 'farmer').steps.map(({ kind }: any) => kind)).toContain('pseudonym');
    expect(ofColumn(body, 'owner')).toMatchObject({ shown: 'cut', uses: [] });
    expect(ofColumn(body, 'area_rai').uses).toMatchObject([{ kind: 'rule' }]);
    expect(ofColumn(body, 'code').uses.map(({ kind, dataset }: any) => [kind, dataset])).toEqual([['key', null], ['rule', null], ['code-list-of', 'hidden'], ['code-list-of', 'tools']]);
    expect(body.after.map(({ slug, why }: any) => [slug, why])).toEqual([['hidden', 'code-list'], ['tools', 'code-list']]);
    expect(body.faces.map(({ id }: any) => id)).toEqual(['rows', 'csv', 'xlsx', 'ndjson', 'parquet']);
  });

  it('tells an officer of another agency nothing of a dataset that they do not find', async () => {
    const body = await lineage('', 'reader');
    expect(body.after.map(({ slug }: any) => slug)).toEqual(['tools']);
    expect(ofColumn(body, 'code').uses.map(({ dataset }: any) => dataset)).not.toContain('hidden');
  });

  it('is not there for visitors until the dataset is open, and then without its source', async () => {
    expect(await house.ask('GET', '/datasets/plots/lineage')).toMatchObject({ status: 404, body: { code: 'lineage.dataset-not-found' } });
    await tx(async (t) => {
      await t.query("update catalog.dataset set level = 0 where slug = 'plots'");
      await t.query("update catalog.record set state = 'published', audience = 'open', published_at = now() where dataset_id = $1", [house.datasetId]);
    });
    const body = await lineage('', 'visitor');
    expect(body).toMatchObject({ source: null, raw: { name: null }, after: [] });
    expect(body.columns.every((column: any) => column.source === null && column.history.length === 0)).toBe(true);
    expect(ofColumn(body, 'code').uses.map(({ kind }: any) => kind)).toEqual(['key']);
    expect(JSON.stringify(body)).not.toMatch(/วันที่ปลูก"|table|postgres|hidden/);
    expect(body.faces.map(({ id }: any) => id)).toEqual(['rows', 'csv', 'xlsx', 'ndjson', 'parquet', 'ckan', 'datapackage']);
  });

  it('gives one column, also by a name that it had before, and refuses one that never was', async () => {
    const renamed = plotColumns().map((column) => (column.name === 'area_rai' ? { ...column, name: 'area', titleTh: 'พื้นที่' } : column));
    await tx((t) => agreeContract(t, theHouse, { id: house.datasetId, slug: 'plots' }, writeContract(contractWith('plots', renamed, { gates: { ...contractWith('plots', []).gates, maxDeleteRatio: 0.1 } })), 'renamed'));
    house.table.rows = house.table.rows.map((row, i) => (i === 0 ? plot(1, { 'พื้นที่ (ไร่)': '77' }) : row));
    expect((await house.run()).release).toEqual({ number: 2 });
    const body = await lineage('?column=area_rai');
    expect(body.columns).toMatchObject([{ name: 'area', fieldId: 4, history: [{ fromVersion: 1, toVersion: 1, name: 'area_rai' }, { fromVersion: 2, toVersion: 2, name: 'area' }] }]);
    expect((await lineage('?release=1&column=area_rai')).columns[0].name).toBe('area_rai');
    expect(await house.ask('GET', '/datasets/plots/lineage?column=nothing', { role: 'operator' })).toMatchObject({ status: 404, body: { code: 'lineage.column-not-found' } });
    expect(await house.ask('GET', '/datasets/tools/lineage', { role: 'operator' })).toMatchObject({ status: 404, body: { code: 'lineage.no-release' } });
  });
});

describe('the events of runs', () => {
  it('are OpenLineage by its schemas, one START and one end for each run, and go on from a place', async () => {
    const all = await house.table.rows;
    house.table.rows = [];
    expect((await house.run()).state).toBe('failed');
    house.table.rows = all.slice(0, 20);
    expect((await house.run()).state).toBe('held');
    house.table.rows = [...all, plot(99)];
    expect((await house.run()).state).toBe('published');
    expect((await house.run()).state).toBe('no_change');
    await house.listen();
    const told = await events();
    expect(told.flatMap(faultsOf)).toEqual([]);
    const byRun = Map.groupBy(told, (event) => event.run.runId);
    expect([...byRun.values()].map((list) => list.map(({ eventType }) => eventType).join(' '))).toEqual(['START COMPLETE', 'START COMPLETE', 'START FAIL', 'START RUNNING ABORT', 'START COMPLETE', 'START COMPLETE']);
    const first = await house.ask('GET', '/open-lineage/events?limit=3', { role: 'auditor' });
    expect(first.headers['content-type']).toContain('application/x-ndjson');
    expect(String(first.headers['link'])).toContain('/api/v1/open-lineage/events?after=');
    const rest = await events(`?after=${first.headers['saphan-place']}`);
    expect(rest).toEqual(told.slice(3));
    expect(await house.ask('GET', '/open-lineage/events', { role: 'steward' })).toMatchObject({ status: 403 });
  });

  it('carry columns, figures, tests and owners, no value of a masked column', async () => {
    const [start, complete] = await events('?limit=2');
    expect(start).toMatchObject({ eventType: 'START', job: { namespace: 'saphan://data.moac.example', name: 'plots.link' }, inputs: [{ namespace: 'postgres://unknown', name: 'postgres' }], outputs: [{ name: 'plots' }] });
    const [input, output] = [complete.inputs[0], complete.outputs[0]];
    expect(input.facets.schema.fields.map(({ name }: any) => name)).toEqual(['รหัสแปลง', 'วันที่ปลูก', 'เกษตรกร', 'พื้นที่ (ไร่)', 'เจ้าของ']);
    expect(input.facets.saphan_raw).toMatchObject({ bytes: expect.any(Number), sourceKind: 'postgres' });
    expect(input.inputFacets.dataQualityMetrics.rowCount).toBe(40);
    expect(input.inputFacets.dataQualityAssertions.assertions[0]).toMatchObject({ assertion: 'reject-ratio', success: true });
    const { fields, dataset } = output.facets.columnLineage;
    expect(fields.planted_on.inputFields).toMatchObject([{ namespace: input.namespace, name: input.name, field: 'วันที่ปลูก', transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION', masking: false }] }]);
    expect(fields.owner.inputFields[0].transformations[0]).toMatchObject({ subtype: 'IDENTITY', masking: true });
    expect(dataset.map(({ field, transformations: [{ subtype }] }: any) => [field, subtype])).toEqual([['รหัสแปลง', 'SORT'], ['รหัสแปลง', 'FILTER'], ['พื้นที่ (ไร่)', 'FILTER']]);
    expect(output).toMatchObject({ facets: { version: { datasetVersion: '1' }, ownership: { owners: [{ name: 'agency:doae' }] }, dataQualityMetrics: { rowCount: 40 } }, outputFacets: { outputStatistics: { rowCount: 40 } } });
    expect(output.facets.dataQualityMetrics.columnMetrics.area_rai).toMatchObject({ min: 1.5, max: 40.5, nullCount: 0 });
    expect(output.facets.dataQualityMetrics.columnMetrics.owner).not.toHaveProperty('min');
    expect(JSON.stringify(complete)).not.toMatch(/สมชาย|1101700207366/);
  });
});

describe('a receiver', () => {
  it('hears every event in order, again after failures, past one that it refuses, with a secret that is sealed', async () => {
    const heard: { type: string; auth: string | undefined }[] = [];
    const answers = [503, 201, 422];
    const server = createServer((request, reply) => {
      void bodyOf(request).then((body) => { heard.push({ type: body.eventType, auth: request.headers.authorization }); reply.writeHead(answers.shift() ?? 201).end(); });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/lineage`;
    const receivers = '/open-lineage/receivers';
    const made = await house.ask('POST', receivers, { role: 'operator', body: { name: 'Marquez', url, headerName: 'Authorization', headerValue: 'Bearer word', fromStart: true } });
    expect(made).toMatchObject({ status: 201, body: { waiting: 13, sent: 0, headerName: 'Authorization' } });
    const { id } = made.body;
    expect(await house.ask('POST', receivers, { role: 'operator', body: { name: 'again', url } })).toMatchObject({ status: 409 });
    const send = () => sendToOne(house.ports.db, house.lineagePorts, new AbortController().signal);
    expect(await send()).toBe(true);
    expect(await send()).toBe(false);
    const [waits] = (await house.ask('GET', receivers, { role: 'operator' })).body.items;
    expect(waits).toMatchObject({ failures: 1, sent: 0, lastError: { en: 'answered 503' } });
    expect(JSON.stringify(waits)).not.toContain('word');
    await tx((t) => t.query('update lineage.receiver set next_try_at = now()'));
    while (await send());
    expect((await house.ask('GET', receivers, { role: 'operator' })).body.items).toMatchObject([{ waiting: 0, sent: 12, refused: 1, failures: 0 }]);
    expect(heard.map(({ type }) => type)).toEqual(['START', ...(await events()).map(({ eventType }) => eventType)]);
    expect(new Set(heard.map(({ auth }) => auth))).toEqual(new Set(['Bearer word']));
    expect((await house.ports.db.read((t) => t.query('select header_sealed from lineage.receiver'))).rows[0].header_sealed).toMatch(/^s1\./);
    expect(await house.ask('PATCH', `${receivers}/${id}`, { role: 'operator', body: { url: 'https://elsewhere.example/lineage' } })).toMatchObject({ status: 422, body: { code: 'lineage.secret-needed' } });
    expect(await house.ask('POST', `${receivers}/${id}/test`, { role: 'operator' })).toMatchObject({ status: 200, body: { ok: true, status: 201 } });
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
    expect(await house.ask('POST', `${receivers}/${id}/test`, { role: 'operator' })).toMatchObject({ status: 200, body: { ok: false, status: null } });
    expect(await house.ask('DELETE', `${receivers}/${id}`, { role: 'operator' })).toMatchObject({ status: 204 });
  });

  it('is sent nothing of a dataset above its level', async () => {
    await tx((t) => t.query("update catalog.dataset set level = 3 where slug = 'plots'"));
    const made = await house.ask('POST', '/open-lineage/receivers', { role: 'operator', body: { name: 'x', url: 'https://203.0.113.9/lineage', fromStart: true } });
    expect(await sendToOne(house.ports.db, house.lineagePorts, new AbortController().signal)).toBe(true);
    expect((await house.ask('GET', '/open-lineage/receivers', { role: 'operator' })).body.items).toMatchObject([{ id: made.body.id, sent: 0, waiting: 0, failures: 0, lastError: null }]);
  });
});

async function bodyOf(request: IncomingMessage): Promise<any> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
