import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLinkageHouse, plots, type LinkageHouse } from '../testing/linkage-house.ts';
import { policies } from './policies.ts';
import { judge } from '#kernel/judge.ts';
import { principalOf } from '#kernel/testing/principals.ts';

let house: LinkageHouse;
const bytes = Buffer.from(plots(50));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file = { name: 'plots.csv', size: bytes.length, sha256 };
const at = (rest = '') => `/datasets/pushed/pushes${rest}`;
const put = (id: string, offset: number, piece: Buffer) => house.ask('PUT', at(`/${id}?offset=${offset}`), piece);

const contract = JSON.stringify({
  apiVersion: 'v3.1.0', kind: 'DataContract', id: 'pushed', version: '1.0.0', status: 'active', name: 'แปลง',
  schema: [{ name: 'data', properties: [{ name: 'code', physicalName: 'รหัสแปลง', businessName: 'รหัสแปลง', logicalType: 'string', required: true, primaryKey: true, primaryKeyPosition: 1, customProperties: [{ property: 'saphan', value: { titleEn: 'code' } }] }] }],
  slaProperties: [{ property: 'frequency', value: 24, unit: 'h' }],
  customProperties: [{ property: 'saphan', value: { titleEn: 'Plots', source: { format: 'csv', encoding: 'utf-8', delimiter: ',', calendar: 'be' } } }],
});

beforeAll(async () => {
  house = await openLinkageHouse();
  for (const slug of ['pushed', 'other']) expect((await house.ask('POST', '/datasets', { slug, agencyId: 'rid', titleTh: 'แปลง', titleEn: 'Plots' })).status).toBe(201);
  expect(await house.ask('POST', at(), { ...file, key: 'early' })).toMatchObject({ status: 409, body: { code: 'linkage.contract-missing' } });
  const agreed = await house.ask('POST', '/datasets/pushed/contracts', { yaml: contract });
  expect([agreed.status, agreed.body]).toMatchObject([201, {}]);
});
afterAll(() => house.close());

describe('a push', () => {
  it('arrives by pieces, goes on where it stands, and becomes one run however often it is asked for', async () => {
    const { body: begun } = await house.ask('POST', at(), { ...file, key: 'k1' });
    expect(begun).toMatchObject({ state: 'open', offset: 0, run: null });
    expect((await put(begun.id, 0, bytes.subarray(0, 700))).body.offset).toBe(700);
    expect((await house.ask('POST', at(), { ...file, key: 'k1' })).body).toMatchObject({ id: begun.id, offset: 700 });
    expect(await put(begun.id, 0, bytes)).toMatchObject({ status: 409, body: { code: 'linkage.upload-offset', offset: 700 } });
    expect(await house.ask('POST', at(`/${begun.id}/complete`))).toMatchObject({ status: 409, body: { code: 'linkage.upload-incomplete' } });
    await put(begun.id, 700, bytes.subarray(700));
    const { status, body } = await house.ask('POST', at(`/${begun.id}/complete`));
    expect([status, body]).toMatchObject([202, { state: 'complete', offset: bytes.length, run: { state: 'queued' } }]);
    expect((await house.ask('GET', '/runs?dataset=pushed')).body.items).toMatchObject([{ trigger: 'push' }]);
    expect((await house.ask('POST', at(`/${begun.id}/complete`))).body.run).toEqual(body.run);
    expect((await house.ask('POST', at(), { ...file, key: 'k1' })).body).toMatchObject({ id: begun.id, run: { id: body.run.id } });
  });

  it('refuses another file under the same key, another hash than announced, and another dataset’s push', async () => {
    expect(await house.ask('POST', at(), { ...file, size: file.size + 1, key: 'k1' })).toMatchObject({ status: 409, body: { code: 'linkage.push-key-reused' } });
    const { body: lying } = await house.ask('POST', at(), { ...file, sha256: '0'.repeat(64), key: 'k2' });
    await put(lying.id, 0, bytes);
    expect((await house.ask('POST', at(`/${lying.id}/complete`))).body.code).toBe('kernel.object-corrupt');
    expect(await house.ask('GET', `/datasets/other/pushes/${lying.id}`)).toMatchObject({ status: 404, body: { code: 'linkage.push-not-found' } });
  });

  it('begins anew under its key when its upload expired', async () => {
    const { body: old } = await house.ask('POST', at(), { ...file, key: 'k3' });
    await put(old.id, 0, bytes.subarray(0, 100));
    await house.db.tx((tx) => tx.query(`update linkage.upload u set state = 'expired' from linkage.push p where p.upload_id = u.id and p.id = $1`, [old.id]));
    expect((await house.ask('POST', at(), { ...file, key: 'k3' })).body).toMatchObject({ id: old.id, offset: 0, state: 'open' });
    expect((await put(old.id, 0, bytes)).body.offset).toBe(bytes.length);
  });

  it('is a program’s whose token has this one scope, and of no reader', () => {
    const service = (scopes: string[]) => principalOf('service', { scopes });
    expect(judge(policies['push-data'], service(['linkage.push-data']), new Date())).toBeNull();
    expect(judge(policies['push-data'], service(['linkage:read', 'lake.read-releases']), new Date())).toMatchObject({ why: 'scope-missing' });
    expect(judge(policies['push-data'], principalOf('reader'), new Date())).toMatchObject({ why: 'not-allowed' });
  });
});
