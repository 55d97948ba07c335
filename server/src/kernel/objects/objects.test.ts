import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openObjectStore, type ObjectStore } from '../objects.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const folder = await mkdtemp(join(tmpdir(), 'saphan-objects-'));
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, allowMismatchedSignatures: true, directory: join(folder, 's3'), configureBuckets: [{ name: 'raw', configs: [] }] });
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
let endpoint = '';

beforeAll(async () => {
  const address = await server.run();
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const forms: [string, () => Promise<ObjectStore>][] = [
  ['local', () => openObjectStore(join(folder, 'local'), { cacheFolder: join(folder, 'cache') })],
  ['s3', () => openObjectStore(`s3://raw/house?endpoint=${encodeURIComponent(endpoint)}`, { cacheFolder: join(folder, 'cache'), cacheBytes: 2_500_000, credentials })],
];

describe.each(forms)('object store, %s form', (_name, open) => {
  let store: ObjectStore;
  beforeAll(async () => { store = await open(); });
  afterAll(() => store.close());

  it('gives back the bytes that were put, whole and by range', async () => {
    const bytes = Buffer.from('จังหวัด,อำเภอ\nเชียงใหม่,แม่ริม\n');
    const stored = await store.put('raw/a.csv', Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));
    expect(stored).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length });
    expect(await buffer(await store.get('raw/a.csv'))).toEqual(bytes);
    expect(await buffer(await store.get('raw/a.csv', { start: 3, end: 9 }))).toEqual(bytes.subarray(3, 9));
    expect(await buffer(await store.get('raw/a.csv', { start: 10 }))).toEqual(bytes.subarray(10));
    expect(await buffer(await store.get('raw/a.csv', { start: 9, end: 9 }))).toEqual(Buffer.alloc(0));
  });

  it('replaces an object whole and keeps an empty one', async () => {
    await store.put('raw/again', Buffer.from('first, longer'));
    await store.put('raw/again', Buffer.from('second'));
    expect((await buffer(await store.get('raw/again'))).toString()).toBe('second');
    await store.put('raw/empty', Buffer.alloc(0));
    expect(await store.stat('raw/empty')).toMatchObject({ bytes: 0 });
  });

  it('keeps nothing when the hash is another than expected', async () => {
    await expect(store.put('raw/wrong', Buffer.from('abc'), { expectSha256: sha256(Buffer.from('abd')) })).rejects.toMatchObject({ code: 'kernel.object-corrupt' });
    expect(await store.stat('raw/wrong')).toBeNull();
    await store.put('raw/right', Buffer.from('abc'), { expectSha256: sha256(Buffer.from('abc')).toUpperCase() });
    expect(await store.stat('raw/right')).not.toBeNull();
  });

  it('keeps nothing when the source breaks half way', async () => {
    const breaking = Readable.from((async function* () { yield Buffer.alloc(100_000, 1); throw new Error('line lost'); })());
    await expect(store.put('raw/half', breaking)).rejects.toThrow('line lost');
    expect(await store.stat('raw/half')).toBeNull();
  });

  it('stores the same bytes once under their hash', async () => {
    const bytes = Buffer.from('ข้าวหอมมะลิ');
    const first = await store.putContentAddressed('raw', bytes);
    const second = await store.putContentAddressed('raw', Readable.from([bytes]));
    expect(first.key).toBe(`raw/sha256/${sha256(bytes).slice(0, 2)}/${sha256(bytes)}`);
    expect(second.key).toBe(first.key);
    expect(await buffer(await store.get(first.key))).toEqual(bytes);
  });

  it('takes a large file in and removes it from where it lay', async () => {
    const file = join(folder, `large-${_name}`);
    const bytes = randomBytes(20_000_000);
    await writeFile(file, bytes);
    const stored = await store.putContentAddressed('large', { file, take: true });
    expect(stored.sha256).toBe(sha256(bytes));
    expect(existsSync(file)).toBe(false);
    expect(sha256(await buffer(await store.get(stored.key)))).toBe(stored.sha256);
    await store.delete(stored.key);
  });

  it('lists by prefix in key order', async () => {
    for (const key of ['list/b/2', 'list/a', 'list/b/1', 'list-other', 'list/c']) await store.put(key, Buffer.from(key));
    const keys = [];
    for await (const each of store.list('list/')) keys.push(each.key);
    expect(keys).toEqual(['list/a', 'list/b/1', 'list/b/2', 'list/c']);
    const partly = [];
    for await (const each of store.list('list/b')) partly.push(each.key);
    expect(partly).toEqual(['list/b/1', 'list/b/2']);
  });

  it('says that an object is missing and deletes without complaint', async () => {
    await expect(store.get('raw/nowhere')).rejects.toMatchObject({ code: 'kernel.object-missing' });
    await expect(store.withLocal('raw/nowhere', async () => 1)).rejects.toMatchObject({ code: 'kernel.object-missing' });
    await store.delete('raw/nowhere');
    await store.put('raw/gone', Buffer.from('x'));
    await store.delete('raw/gone');
    expect(await store.stat('raw/gone')).toBeNull();
  });

  it.each(['../etc/passwd', '/etc/passwd', 'a//b', 'a/../b', 'a/.unfinished/b', '', 'ก'])('refuses the key %j', async (key) => {
    await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'kernel.object-key-refused' });
    await expect(store.get(key)).rejects.toMatchObject({ code: 'kernel.object-key-refused' });
  });

  it('lends a local path with the present bytes', async () => {
    await store.put('raw/lend', Buffer.from('one'));
    expect(await store.withLocal('raw/lend', (path) => readFile(path, 'utf8'))).toBe('one');
    await store.put('raw/lend', Buffer.from('two'));
    const twice = await Promise.all([1, 2].map(() => store.withLocal('raw/lend', (path) => readFile(path, 'utf8'))));
    expect(twice).toEqual(['two', 'two']);
  });
});

it('keeps the cached copies of a remote store within their limit', async () => {
  const store = await forms[1]![1]();
  for (let each = 0; each < 4; each += 1) {
    await store.put(`cache/${each}`, Buffer.alloc(1_000_000, each));
    await store.withLocal(`cache/${each}`, (path) => readFile(path));
  }
  expect((await readdir(join(folder, 'cache', 'copies'))).length).toBeLessThanOrEqual(2);
  await store.close();
});

it('sweeps what a killed put left behind, not what is being written now', async () => {
  const store = await forms[0]![1]();
  const left = join(folder, 'local', '.unfinished', 'left');
  await writeFile(left, 'half');
  await utimes(left, new Date('2026-01-01'), new Date('2026-01-01'));
  await writeFile(join(folder, 'local', '.unfinished', 'now'), 'half');
  expect(await store.sweepUnfinished(new Date('2026-01-02'))).toBe(1);
  expect(await readdir(join(folder, 'local', '.unfinished'))).toEqual(['now']);
});

it('says when a remote store is away, refuses access or has no such bucket', async () => {
  const options = { cacheFolder: join(folder, 'cache'), credentials };
  const closed = await (async () => { const { createServer } = await import('node:net'); const probe = createServer().listen(0, '127.0.0.1'); await once(probe, 'listening'); const { port } = probe.address() as { port: number }; probe.close(); return port; })();
  await expect(openObjectStore(`s3://raw?endpoint=http://127.0.0.1:${closed}`, options)).rejects.toMatchObject({ code: 'kernel.object-store-unavailable', retry: 'transient' });
  await expect(openObjectStore(`s3://none?endpoint=${endpoint}`, options)).rejects.toMatchObject({ code: 'kernel.object-missing' });
  await expect(openObjectStore(`s3://raw?endpoint=${endpoint}`, { ...options, credentials: { accessKeyId: 'NOBODY', secretAccessKey: 'wrong' } })).rejects.toMatchObject({ code: 'kernel.object-store-denied' });
  await expect(openObjectStore('ftp://host/x', options)).rejects.toMatchObject({ code: 'kernel.object-store-refused' });
});
