import { appendFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned, selfSignedExpired } from '#kernel/testing/certificate.ts';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { mayRun } from '../testing/server-program.ts';
import { findServer, whyNoServer } from '../testing/servers.ts';
import { openTestFolders } from '../testing/test-folders.ts';
import { whileReading } from '../testing/while-reading.ts';
import { openFtpsConnector, type FtpsConfig } from './ftps-connector.ts';
import { startProftpd, type TestProftpd } from './testing/proftpd.ts';

const connector = openFtpsConnector({ rules: { allow: ['127.0.0.1', 'localhost'] }, stableMs: 20, resumePauseMs: 1, resumeAttempts: 2 });
const found = findServer('proftpd');
const runs = found !== null && mayRun(found);
const big = Buffer.alloc(8_000_000, 'รหัส,ชื่อ\n');
const open: (() => void)[] = [];
afterEach(() => { for (const close of open.splice(0)) close(); });

describe.skipIf(!runs)(`ProFTPD${runs ? '' : `: ${whyNoServer('proftpd')}`}`, () => {
  let server: TestProftpd;
  beforeAll(async () => { server = await startProftpd(found!); });
  afterAll(() => server?.stop());
  const { fresh, put, name } = openTestFolders(() => server.folder, 'แฟ้ม');
  const config = (more: Partial<FtpsConfig> = {}): FtpsConfig => ({ host: 'localhost', port: server.port, user: server.user, password: `sealed:${server.password}`, ca: server.certificate, folder: name(), ...more });

  it('fetches the newest file under TLS, whole, and says unchanged while it is the same', async () => {
    await fresh();
    await put('rice old.csv', 'old');
    await put('ข้าว ใหม่.csv', big, new Date('2026-02-01'));
    await put('ข้าว ใหม่.csv.part', 'unfinished', new Date('2026-03-01'));
    const ctx = keepInMemory();
    const result = await connector.fetch(config(), ctx);
    expect(result).toMatchObject({ kind: 'fetched', name: 'ข้าว ใหม่.csv', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    if (result.kind === 'fetched') expect(await connector.fetch(config(), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    expect(await connector.test(config(), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('ข้าว ใหม่.csv') }] });
  });

  it('takes up a transfer that was cut, where it ended', async () => {
    await fresh();
    await put('big.csv', big);
    const line = await openCutLine(server.port);
    open.push(line.close);
    const ctx = keepInMemory();
    expect(await connector.fetch(config({ port: line.port }), whileReading(ctx, async () => line.cut()))).toMatchObject({ kind: 'fetched', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    expect(line.count).toBe(2);
  });

  it('keeps nothing of a file that changes while it is read, or is still written', async () => {
    await fresh();
    const path = await put('big.csv', big);
    const ctx = keepInMemory();
    await expect(connector.fetch(config(), whileReading(ctx, () => writeFile(path, 'short')))).rejects.toThrow(code('file-changed', 'transient'));
    expect(ctx.kept).toEqual([]);
    await put('big.csv', big);
    const patient = openFtpsConnector({ rules: { allow: ['localhost'] }, stableMs: 1500 });
    const growing = setInterval(() => void appendFile(path, 'more'), 20);
    await expect(patient.fetch(config(), ctx)).rejects.toThrow(code('file-growing', 'transient')).finally(() => clearInterval(growing));
  });

  it('names a wrong password, a certificate nobody vouches for, one of another name, a missing folder and an empty one', async () => {
    await fresh();
    await expect(connector.fetch(config(), keepInMemory())).rejects.toThrow(code('no-file-yet', 'transient'));
    await expect(connector.fetch(config({ password: 'wrong' }), keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
    await expect(connector.fetch(config({ ca: selfSigned('localhost').certificate }), keepInMemory())).rejects.toThrow(code('kernel.certificate-refused', 'config'));
    await expect(connector.fetch(config({ host: '127.0.0.1' }), keepInMemory())).rejects.toThrow(code('kernel.certificate-refused', 'config'));
    await expect(connector.fetch(config({ folder: 'nowhere' }), keepInMemory())).rejects.toThrow(code('path-missing', 'config'));
    await expect(connector.fetch(config({ port: 1 }), keepInMemory())).rejects.toThrow(code('kernel.host-unreachable', 'transient'));
    await expect(openFtpsConnector({ rules: { allow: [] } }).fetch(config(), keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
  });

  it('stops when told, and keeps to its limit of bytes', async () => {
    await fresh();
    await put('big.csv', big);
    const stop = new AbortController();
    const ctx = keepInMemory(undefined, stop.signal);
    await expect(connector.fetch(config(), whileReading(ctx, async () => stop.abort()))).rejects.toThrow(code('kernel.stopped', 'data'));
    await expect(openFtpsConnector({ rules: { allow: ['localhost'] }, limits: { bytes: 10 } }).fetch(config(), keepInMemory())).rejects.toThrow(code('kernel.answer-too-large', 'data'));
  });

  it('trusts no certificate that is past its time', async () => {
    const pair = selfSignedExpired('localhost');
    const old = await startProftpd(found!, { pair });
    await expect(connector.fetch(config({ port: old.port, ca: pair.certificate }), keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.certificate-refused', fields: expect.objectContaining({ detailEn: expect.stringContaining('expired') }) })).finally(() => old.stop());
  });

  it('says no password to a server without TLS', async () => {
    const plain = await startProftpd(found!, { tls: false });
    try {
      await expect(connector.fetch(config({ port: plain.port }), keepInMemory())).rejects.toThrow(code('tls-missing', 'config'));
    } finally {
      await plain.stop();
    }
  });
});

it('sends nothing but the wish for TLS to a server that would listen to a password', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (bytes: Buffer) => { heard.push(bytes.toString()); socket.write('331 go on\r\n'); });
    socket.write('220 hello\r\n');
  }).listen(0, '127.0.0.1');
  open.push(() => server.close());
  await once(server, 'listening');
  await expect(connector.fetch({ host: 'localhost', port: (server.address() as AddressInfo).port, user: 'saphan', password: 'ลับ' }, keepInMemory())).rejects.toThrow();
  expect(heard.join('')).not.toMatch(/USER|PASS|ลับ/);
});
