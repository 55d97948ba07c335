import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from '@20minutes/s3rver';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { whileReading } from '../testing/while-reading.ts';
import { openS3Connector, type S3Config } from './s3-connector.ts';

const connector = openS3Connector({ rules: { allow: ['127.0.0.1'] }, resumePauseMs: 1, resumeAttempts: 2 });
const folder = await mkdtemp(join(tmpdir(), 'saphan-s3-'));
/** It counts the signature of a list wrongly, also that of the service's own client; only who asks is checked here. */
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, allowMismatchedSignatures: true, directory: folder, configureBuckets: [{ name: 'data', configs: [] }] });
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
let [port, prefix, count] = [0, '', 0];
let owner: S3Client;
const open: (() => void)[] = [];
beforeAll(async () => {
  ({ port } = await server.run());
  owner = new S3Client({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', forcePathStyle: true, credentials });
});
afterEach(() => { for (const close of open.splice(0)) close(); });
afterAll(async () => { owner.destroy(); await server.close(); await rm(folder, { recursive: true, force: true }); });

const fresh = () => { prefix = `rice-${count += 1}/`; };
const put = async (name: string, content: string | Buffer) => { await owner.send(new PutObjectCommand({ Bucket: 'data', Key: prefix + name, Body: content })); };
const config = (more: Partial<S3Config> = {}): S3Config => ({ endpoint: `http://127.0.0.1:${port}`, bucket: 'data', prefix, pathStyle: true, accessKeyId: 'S3RVER', secretAccessKey: 'sealed:S3RVER', ...more });
const big = Buffer.alloc(6_000_000, 'รหัส,ชื่อ\n');

it('fetches an object right under the prefix, and says unchanged while its tag is the same', async () => {
  fresh();
  await put('deep/rice.csv', 'deeper');
  await put('rice-new.csv', big);
  const ctx = keepInMemory();
  const result = await connector.fetch(config(), ctx);
  expect(result).toMatchObject({ kind: 'fetched', name: 'rice-new.csv', bytes: big.length });
  expect(ctx.kept[0]?.equals(big)).toBe(true);
  if (result.kind === 'fetched') expect(await connector.fetch(config(), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
  expect(await connector.test(config(), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('rice-new') }] });
});

it('takes each object once, in the order of the names', async () => {
  fresh();
  for (const name of ['b.csv', 'a.csv', 'c.json']) await put(name, name);
  const names: string[] = [];
  let ctx = keepInMemory();
  for (let result = await connector.fetch(config({ take: 'each', pattern: '*.csv' }), ctx); result.kind === 'fetched'; result = await connector.fetch(config({ take: 'each', pattern: '*.csv' }), ctx)) {
    names.push(result.name);
    ctx = keepInMemory(result.mark);
  }
  expect(names).toEqual(['a.csv', 'b.csv']);
});

it('names a wrong key, a bucket that is not there, nothing that fits, and an address it may not reach', async () => {
  fresh();
  await expect(connector.fetch(config(), keepInMemory())).rejects.toThrow(code('no-file-yet', 'transient'));
  await expect(connector.fetch(config({ accessKeyId: 'somebody' }), keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
  await expect(connector.fetch(config({ bucket: 'nowhere' }), keepInMemory())).rejects.toThrow(code('bucket-missing', 'config'));
  await expect(connector.fetch(config({ endpoint: 'http://127.0.0.1:1' }), keepInMemory())).rejects.toThrow(code('kernel.host-unreachable', 'transient'));
  await expect(connector.fetch(config({ endpoint: 'http://169.254.169.254' }), keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
});

it('takes up a transfer that was cut, and keeps nothing of an object that was replaced meanwhile', async () => {
  fresh();
  await put('big.csv', big);
  const line = await openCutLine(port);
  open.push(line.close);
  // What is signed is the host that is asked, so that the line stands for it.
  const ctx = keepInMemory();
  expect(await connector.fetch(config({ endpoint: `http://127.0.0.1:${line.port}` }), whileReading(ctx, async () => line.cut()))).toMatchObject({ kind: 'fetched', bytes: big.length });
  expect(ctx.kept[0]?.equals(big)).toBe(true);
  const other = keepInMemory();
  await expect(connector.fetch(config({ endpoint: `http://127.0.0.1:${line.port}` }), whileReading(other, async () => { await put('big.csv', 'short'); line.cut(); }))).rejects.toThrow(code('file-changed', 'transient'));
  expect(other.kept).toEqual([]);
});

it('refuses a listed name that leads elsewhere, and follows no redirect', async () => {
  const answers = createServer((request, response) => {
    if (request.url?.includes('redirected')) response.writeHead(307, { location: `http://127.0.0.1:${port}/data` }).end();
    else response.writeHead(200, { 'content-type': 'application/xml' }).end('<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/../../etc.csv</Key><Size>1</Size><ETag>"1"</ETag><LastModified>2026-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>');
  }).listen(0, '127.0.0.1');
  open.push(() => { answers.closeAllConnections(); answers.close(); });
  await once(answers, 'listening');
  const endpoint = `http://127.0.0.1:${(answers.address() as AddressInfo).port}`;
  await expect(connector.fetch(config({ endpoint, prefix: 'p/' }), keepInMemory())).rejects.toThrow(code('name-refused', 'config'));
  await expect(connector.fetch(config({ endpoint, bucket: 'redirected' }), keepInMemory())).rejects.toThrow();
});
