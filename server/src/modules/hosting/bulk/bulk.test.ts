import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmColumns, farms, farmsSql } from '../testing/farms.ts';
import { hostingHouse, idKey, type HostingHouse } from '../testing/hosting-house.ts';
import { sweepBulkFiles } from './sweep-files.ts';

let house: HostingHouse;
let dataset: number;
let service: number;
const grant = { fields: ['id', 'crop', 'phone'], rowFilter: { all: [{ column: 'province', op: 'eq', values: ['10'] }] } } as const;
beforeAll(async () => {
  house = await hostingHouse();
  dataset = await house.dataset('rid-farms');
  service = await house.offer(dataset, 'bulk', farmColumns);
  await house.release(dataset, farmColumns, farmsSql(farms(500), idKey));
});
afterAll(() => house?.close());

const manifest = async (more = {}) => (await house.ask(service, '', { grant, ...more })).json;
const fetchFile = (release: number, file: string, more = {}) => house.ask(service, '', { grant, operationId: 'downloadBulkFile', path: { release: String(release), file }, ...more });

describe('files of a hosted service', () => {
  it('are named with release, hash, bytes and rows, and hold the granted columns and rows', async () => {
    const { release, contentHash, files: [file], columns } = await manifest();
    expect([release, columns.map(({ name }: { name: string }) => name), file.name]).toEqual([1, ['id', 'crop', 'phone'], 'rid-farms-r1.parquet']);
    const told = await fetchFile(1, file.name);
    expect([told.bytes.length, createHash('sha256').update(told.bytes).digest('hex'), told.headers['exchange-release-hash']]).toEqual([file.bytes, file.sha256, contentHash]);
    const path = join(house.lake.folder, 'fetched.parquet');
    await writeFile(path, told.bytes);
    const rows = await house.lake.engine.rows<{ id: bigint; phone: string | null }>(`select * from read_parquet('${path}')`);
    expect(rows.map(({ id }) => Number(id))).toEqual(farms(500).filter(({ province }) => province === '10').map(({ id }) => id));
    expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'crop', 'phone']);
  });

  it('come again from a byte on, and whole when they are others', async () => {
    const { files: [file] } = await manifest();
    const whole = (await fetchFile(1, file.name)).bytes;
    const rest = await fetchFile(1, file.name, { headers: { range: 'bytes=100-' } });
    expect([rest.status, rest.headers['content-range'], rest.bytes.equals(whole.subarray(100))]).toEqual([206, `bytes 100-${file.bytes - 1}/${file.bytes}`, true]);
    expect((await fetchFile(1, file.name, { headers: { range: 'bytes=-10' } })).bytes.equals(whole.subarray(-10))).toBe(true);
    expect((await fetchFile(1, file.name, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } })).status).toBe(200);
    await expect(fetchFile(1, file.name, { headers: { range: `bytes=${file.bytes}-` } })).rejects.toMatchObject({ code: 'hosting.range-refused' });
    await expect(fetchFile(1, file.name, { headers: { range: 'bytes=x' } })).rejects.toMatchObject({ code: 'hosting.parameter-refused' });
  });

  it('are another grant’s for nobody, and go with their release', async () => {
    const { files: [file] } = await manifest();
    await expect(fetchFile(1, file.name, { grant: { fields: ['id'], rowFilter: null } })).rejects.toMatchObject({ code: 'hosting.file-not-found' });
    await expect(fetchFile(1, '../../secret')).rejects.toMatchObject({ code: 'hosting.file-not-found' });
    await expect(house.ask(service, 'format=xlsx', { grant })).rejects.toMatchObject({ code: 'hosting.parameter-refused' });
    await house.release(dataset, farmColumns, farmsSql(farms(10), idKey));
    await expect(fetchFile(1, file.name)).rejects.toMatchObject({ code: 'hosting.file-not-found' });
    expect((await manifest()).release).toBe(2);
    await house.withdraw(dataset, 1);
    const keys = async () => { const found: string[] = []; for await (const { key } of house.lake.objects.list('hosting/')) found.push(key); return found; };
    expect(await keys()).toHaveLength(2);
    await sweepBulkFiles(house.lake.objects).run(house.test.db, new AbortController().signal);
    expect(await keys()).toHaveLength(1);
  });
});
