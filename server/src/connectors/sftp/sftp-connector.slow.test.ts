import { once } from 'node:events';
import { appendFile, mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { mayRun } from '../testing/server-program.ts';
import { findServer, whyNoServer } from '../testing/servers.ts';
import { openTestFolders } from '../testing/test-folders.ts';
import { whileReading } from '../testing/while-reading.ts';
import { openSftpConnector, type SftpConfig } from './sftp-connector.ts';
import { startSshd, type TestSshd } from './testing/sshd.ts';

const connector = openSftpConnector({ rules: { allow: ['127.0.0.1'] }, stableMs: 20, resumePauseMs: 1, resumeAttempts: 2 });
const found = findServer('openssh');
const runs = found !== null && mayRun(found);
const open: (() => void)[] = [];
afterEach(() => { for (const close of open.splice(0)) close(); });

describe.skipIf(!runs)(`OpenSSH${runs ? '' : `: ${whyNoServer('openssh')}`}`, () => {
  let server: TestSshd;
  beforeAll(async () => { server = await startSshd(found!); });
  afterAll(() => server?.stop());
  const { fresh, put, place } = openTestFolders(() => server.folder);
  const config = (more: Partial<SftpConfig> = {}): SftpConfig => ({ host: '127.0.0.1', port: server.port, user: server.user, hostKey: server.hostKey, privateKey: `sealed:${server.privateKey}`, folder: place(), ...more } as SftpConfig);

  it('fetches the newest file that fits, whole, and says unchanged while it is the same', async () => {
    await fresh();
    const big = Buffer.from('รหัส,ชื่อ\n1,ข้าว\n'.repeat(100_000));
    await put('rice-1.csv', 'old');
    await put('rice-2.CSV', big, new Date('2026-02-01'));
    await put('rice-3.csv.part', 'unfinished', new Date('2026-03-01'));
    await put('corn.csv', 'other', new Date('2026-03-01'));
    await mkdir(join(place(), 'rice-folder.csv'));
    await symlink('/etc/passwd', join(place(), 'rice-link.csv'));
    const ctx = keepInMemory();
    const result = await connector.fetch(config({ pattern: 'rice-*.csv' }), ctx);
    expect(result).toMatchObject({ kind: 'fetched', name: 'rice-2.CSV', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    expect(ctx.progress.at(-1)).toEqual([big.length, big.length]);
    if (result.kind !== 'fetched') return;
    expect(result.scope).toBeUndefined();
    expect(await connector.fetch(config({ pattern: 'rice-*.csv' }), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
  });

  it('takes every file once, in the order of the names, and hears of one that came late under an early name', async () => {
    await fresh();
    for (const [name, at] of [['b.csv', '2026-01-05'], ['a.csv', '2026-01-09'], ['c.csv', '2026-01-02'], ['empty.csv', '2026-01-02']] as const) await put(name, name === 'empty.csv' ? '' : name, new Date(at));
    const names: string[] = [];
    let ctx = keepInMemory();
    for (let result = await connector.fetch(config({ take: 'each' }), ctx); result.kind === 'fetched'; result = await connector.fetch(config({ take: 'each' }), ctx)) {
      names.push(result.name);
      expect(result.scope).toBe('part');
      ctx = keepInMemory(result.mark);
    }
    expect(names).toEqual(['a.csv', 'b.csv', 'c.csv', 'empty.csv']);
    await put('bb.csv', 'late', new Date('2026-01-10'));
    await expect(connector.fetch(config({ take: 'each' }), ctx)).rejects.toThrow(code('file-out-of-order', 'config'));
  });

  it('shows the fingerprint it finds, and gives no secret to a host it does not know', async () => {
    await fresh();
    await put('a.csv', 'x');
    const { hostKey: _none, ...unknown } = config() as { hostKey: string };
    expect(await connector.test(unknown as SftpConfig, keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false, en: expect.stringContaining(server.hostKey) }] });
    await expect(connector.fetch(unknown as SftpConfig, keepInMemory())).rejects.toThrow(code('host-key-unknown', 'config'));
    const other = `SHA256:${'A'.repeat(43)}`;
    await expect(connector.fetch(config({ hostKey: other }), keepInMemory())).rejects.toThrow(code('host-key-differs', 'config'));
    expect(await connector.test(config({ hostKey: `${other} ${server.hostKey}=` }), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, th: expect.stringContaining('ssh-ed25519') }, { ok: true, en: expect.stringContaining('a.csv, 1 bytes') }] });
  });

  it('names a wrong user, a wrong key, a broken key, a missing folder, no file, a closed file and a host that is away', async () => {
    await fresh();
    const stranger = ssh2.utils.generateKeyPairSync('ed25519').private;
    await expect(connector.fetch(config({ user: 'somebody' }), keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
    await expect(connector.fetch(config({ privateKey: stranger } as never), keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
    await expect(connector.fetch(config({ privateKey: 'no key' } as never), keepInMemory())).rejects.toThrow(code('key-unreadable', 'config'));
    await expect(connector.fetch(config({ folder: '/nowhere' }), keepInMemory())).rejects.toThrow(code('path-missing', 'config'));
    await expect(connector.fetch(config(), keepInMemory())).rejects.toThrow(code('no-file-yet', 'transient'));
    await rm(await put('closed.csv', 'x'));
    await writeFile(join(place(), 'closed.csv'), 'x', { mode: 0o000 });
    if ((await stat(join(place(), 'closed.csv'))).uid !== process.getuid?.() || process.getuid?.() === 0) await expect(connector.fetch(config(), keepInMemory())).rejects.toThrow(code('path-unreadable', 'config'));
    await expect(connector.fetch(config({ port: 1 }), keepInMemory())).rejects.toThrow(code('kernel.host-unreachable', 'transient'));
    await expect(openSftpConnector({ rules: { allow: [] } }).fetch(config(), keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
  });

  it('takes up a transfer that was cut, where it ended', async () => {
    await fresh();
    const big = Buffer.alloc(8_000_000, 'รหัส,ชื่อ\n');
    await put('big.csv', big);
    const line = await openCutLine(server.port);
    open.push(line.close);
    const ctx = keepInMemory();
    expect(await connector.fetch(config({ port: line.port }), whileReading(ctx, async () => line.cut()))).toMatchObject({ kind: 'fetched', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    expect(line.count).toBe(2);
  });

  const changes: [string, (path: string) => Promise<unknown>][] = [
    ['appended to', (path) => appendFile(path, 'more')], ['cut short', (path) => writeFile(path, 'short')], ['removed', (path) => rm(path)],
    ['replaced', async (path) => { await writeFile(`${path}.part`, Buffer.alloc(8_000_000, 98)); await rename(`${path}.part`, path); }],
  ];
  it.each(changes)('keeps nothing of a file that is %s while it is read', async (_how, change) => {
    await fresh();
    const path = await put('big.csv', Buffer.alloc(8_000_000, 97));
    const ctx = keepInMemory();
    await expect(connector.fetch(config(), whileReading(ctx, () => change(path)))).rejects.toThrow(code('file-changed', 'transient'));
    expect(ctx.kept).toEqual([]);
  });

  it('waits for a file that still grows, keeps to its limit of bytes, and stops when told', async () => {
    await fresh();
    const path = await put('a.csv', Buffer.alloc(3_000_000, 97));
    const small = openSftpConnector({ rules: { allow: ['127.0.0.1'] }, limits: { bytes: 10 } });
    await expect(small.fetch(config(), keepInMemory())).rejects.toThrow(code('kernel.answer-too-large', 'data'));
    const stop = new AbortController();
    const ctx = keepInMemory(undefined, stop.signal);
    await expect(connector.fetch(config(), whileReading(ctx, async () => stop.abort()))).rejects.toThrow(code('kernel.stopped', 'data'));
    expect(ctx.kept).toEqual([]);
    const growing = setInterval(() => void appendFile(path, 'more'), 10);
    await expect(openSftpConnector({ rules: { allow: ['127.0.0.1'] }, stableMs: 1500 }).fetch(config(), keepInMemory())).rejects.toThrow(code('file-growing', 'transient')).finally(() => clearInterval(growing));
  });
});

/** The SSH library's own server, for what OpenSSH does not do without root (passwords) or at all (wrong names, old algorithms). */
async function serve(options: { names?: string[]; algorithms?: ssh2.Algorithms; way?: 'password' | 'keyboard-interactive' }): Promise<{ config: SftpConfig; asked: string[] }> {
  const { names = [], way = 'password' } = options;
  const host = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const asked: string[] = [];
  const server = new ssh2.Server({ hostKeys: [host.private], ...(options.algorithms ? { algorithms: options.algorithms } : {}) }, (client) => {
    client.on('error', () => undefined).on('authentication', (ctx) => {
      asked.push(ctx.method);
      if (ctx.method === 'password' && way === 'password' && ctx.password === 'ลับ') ctx.accept();
      else if (ctx.method === 'keyboard-interactive' && way === ctx.method) ctx.prompt([{ prompt: 'Password:', echo: false }], (answers) => (answers[0] === 'ลับ' ? ctx.accept() : ctx.reject([way])));
      else ctx.reject([way]);
    }).on('ready', () => client.on('session', (accept) => accept().on('sftp', (acceptSftp) => {
      const sftp = acceptSftp();
      let isListed = false;
      const attrs = { mode: 0o100644, uid: 0, gid: 0, size: 1, atime: 1, mtime: 1 };
      sftp.on('OPENDIR', (id) => sftp.handle(id, Buffer.from('d'))).on('CLOSE', (id) => sftp.status(id, 0)).on('READDIR', (id) => {
        if (isListed) sftp.status(id, 1);
        else sftp.name(id, names.map((filename) => ({ filename, longname: filename, attrs })));
        isListed = true;
      });
    })));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => server.close());
  const hostKey = await connector.test({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'saphan', password: 'x' }, keepInMemory()).then(({ steps }) => /SHA256:\S+/.exec(steps[1]?.en ?? '')?.[0]);
  asked.length = 0;
  return { config: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'saphan', password: 'sealed:ลับ', ...(hostKey ? { hostKey } : {}) }, asked };
}

it.each(['password', 'keyboard-interactive'] as const)('says a password once, by %s', async (way) => {
  const { config, asked } = await serve({ names: ['a.csv'], way });
  expect((await connector.test(config, keepInMemory())).steps.at(-1)).toMatchObject({ ok: true, en: expect.stringContaining('a.csv') });
  asked.length = 0;
  await expect(connector.fetch({ ...config, password: 'wrong' } as SftpConfig, keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
  expect(asked).toEqual(['none', way]);
});

it.each(['up/../../a.csv', 'a\u0000.csv', 'a\nb.csv', 'a\u202Evsc.csv'])('refuses the listed name %j', async (name) => {
  const { config } = await serve({ names: ['fine.csv', name] });
  await expect(connector.fetch(config, keepInMemory())).rejects.toThrow(code('name-refused', 'config'));
});

it('does not take part in encryption that is not safe any more', async () => {
  const { config } = await serve({ algorithms: { hmac: ['hmac-sha1'], cipher: ['aes128-cbc'] } });
  await expect(connector.fetch(config, keepInMemory())).rejects.toThrow(code('cipher-refused', 'config'));
});
