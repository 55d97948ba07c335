import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectors } from '../index.ts';
import { keepInMemory, type KeptContext } from '../testing/keep-in-memory.ts';
import { openFolderConnector, type FolderConfig } from './folder-connector.ts';

let base: string;
let inbox: string;
const long = new Date('2026-01-01');
const code = (name: string, retry: string) => expect.objectContaining({ code: `connectors.${name}`, retry });

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'saphan-folder-'));
  inbox = join(base, 'inbox');
  await mkdir(inbox);
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function put(name: string, content: string | Buffer, at = long): Promise<string> {
  const path = join(inbox, name);
  await writeFile(path, content);
  await utimes(path, at, at);
  return path;
}
const fetch = (config: FolderConfig, ctx: KeptContext = keepInMemory(), stableMs = 50) => openFolderConnector({ roots: [inbox], stableMs }).fetch(config, ctx);

it('fetches a file, and says unchanged while it is the same', async () => {
  const path = await put('ข้าว.csv', 'รหัส\n1\n');
  const ctx = keepInMemory();
  const first = await fetch({ path }, ctx);
  expect(first).toMatchObject({ kind: 'fetched', name: 'ข้าว.csv', bytes: Buffer.byteLength('รหัส\n1\n') });
  expect(ctx.kept[0]?.toString()).toBe('รหัส\n1\n');
  if (first.kind !== 'fetched') return;
  expect(await fetch({ path }, keepInMemory(first.mark))).toEqual({ kind: 'unchanged' });
  await put('ข้าว.csv', 'รหัส\n2\n', new Date('2026-01-02'));
  expect((await fetch({ path }, keepInMemory(first.mark))).kind).toBe('fetched');
});

it('takes the newest file that fits the pattern, never a hidden or unfinished one', async () => {
  await put('rice-1.csv', 'old');
  await put('rice-2.CSV', 'new', new Date('2026-02-01'));
  await put('rice-3.csv.part', 'part', new Date('2026-03-01'));
  await put('.rice-4.csv', 'hidden', new Date('2026-03-01'));
  await put('corn.csv', 'other', new Date('2026-03-01'));
  expect(await fetch({ path: inbox, pattern: 'rice-?.csv' })).toMatchObject({ name: 'rice-2.CSV' });
  await expect(fetch({ path: inbox, pattern: '*.json' })).rejects.toThrow(code('no-file-yet', 'transient'));
});

it('reads nothing outside its roots, neither by path nor through a link', async () => {
  await writeFile(join(base, 'secret.csv'), 'x');
  await mkdir(join(base, 'inbox-other'));
  await writeFile(join(base, 'inbox-other', 'a.csv'), 'x');
  await symlink(join(base, 'secret.csv'), join(inbox, 'link.csv'));
  for (const path of [join(base, 'secret.csv'), join(inbox, '..', 'secret.csv'), join(inbox, 'link.csv'), join(base, 'inbox-other', 'a.csv'), '/etc/passwd', '/dev/zero', inbox]) {
    await expect(fetch({ path })).rejects.toThrow(code('path-refused', 'config'));
  }
  await put('real.csv', 'fine');
  await symlink(join(inbox, 'real.csv'), join(inbox, 'inner.csv'));
  expect(await fetch({ path: join(inbox, 'inner.csv') })).toMatchObject({ kind: 'fetched' });
  await expect(openFolderConnector({ roots: [] }).fetch({ path: join(inbox, 'real.csv') }, keepInMemory())).rejects.toThrow(code('path-refused', 'config'));
  await expect(fetch({ path: join(inbox, 'gone.csv') })).rejects.toThrow(code('path-missing', 'config'));
});

it('waits until a young file is written, and refuses one that still grows', async () => {
  const path = await put('young.csv', 'half', new Date());
  const growing = setInterval(() => void appendFile(path, ' more'), 10);
  await expect(fetch({ path }, keepInMemory(), 300)).rejects.toThrow(code('file-growing', 'transient')).finally(() => clearInterval(growing));
});

const changes: [string, (path: string) => Promise<unknown>][] = [
  ['appended to', (path) => appendFile(path, 'more')],
  ['cut short', (path) => truncate(path, 3_000_000)],
  ['rewritten in place', (path) => writeFile(path, Buffer.alloc(5_000_000, 98))],
  ['replaced by another', async (path) => { await writeFile(`${path}.new`, Buffer.alloc(5_000_000, 98)); await utimes(`${path}.new`, long, long); await rename(`${path}.new`, path); }],
  ['removed', (path) => rm(path)],
];
it.each(changes)('keeps nothing of a file that is %s while it is read', async (_how, change) => {
  const path = await put('big.csv', Buffer.alloc(5_000_000, 97));
  const ctx = keepInMemory();
  let done: Promise<unknown> | null = null;
  const slow: KeptContext = { ...ctx, store: async (stream) => ctx.store(stream.map(async (piece: Buffer) => { await (done ??= change(path)); return piece; })) };
  await expect(fetch({ path }, slow)).rejects.toThrow(code('file-changed', 'transient'));
  expect(ctx.kept).toEqual([]);
});

it('tests a source step by step', async () => {
  const connector = openFolderConnector({ roots: [inbox] });
  const path = await put('a.csv', 'x');
  expect(await connector.test({ path }, keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true, th: 'หาไฟล์: a.csv' }, { ok: true }] });
  expect(await connector.test({ path: '/etc/passwd' }, keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: false }] });
  if (process.getuid?.() === 0) return; // root may read everything
  await chmod(path, 0);
  expect((await connector.test({ path }, keepInMemory())).ok).toBe(false);
});

it('refuses a file that is longer than may be fetched, and keeps nothing, for every kind of source by one setting', async () => {
  const path = await put('big.csv', 'a\n1\n');
  const folder = connectors({ allowPrivateHosts: [], sourceDirs: [inbox], maxFetchBytes: 3 }).get('folder');
  const ctx = keepInMemory();
  await expect(folder?.fetch({ path }, ctx)).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-too-large', retry: 'data' }));
  expect(ctx.kept).toEqual([]);
  expect((await connectors({ allowPrivateHosts: [], sourceDirs: [inbox], maxFetchBytes: 4 }).get('folder')?.fetch({ path }, keepInMemory()))?.kind).toBe('fetched');
});
