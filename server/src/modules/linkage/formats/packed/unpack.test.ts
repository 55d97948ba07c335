import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { fileOf } from '../testing/read-all.ts';
import { unpack } from './unpack.ts';

const csv = 'a,b\n1,2\n';
async function zip(files: [name: string, content: string | Buffer][], compress = true): Promise<Buffer> {
  const made = new ZipFile();
  for (const [name, content] of files) {
    if (name.endsWith('/')) made.addEmptyDirectory(name);
    else made.addBuffer(Buffer.from(content), name, { compress });
  }
  made.end();
  return buffer(made.outputStream as Readable);
}
/** The same archive with one name replaced by another of the same length, as no packer would write it. */
const renamed = (bytes: Buffer, from: string, to: string) => Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
const problem = (code: string, detailEn: RegExp) => expect.objectContaining({ code: `linkage.${code}`, retry: 'data', fields: expect.objectContaining({ detailEn: expect.stringMatching(detailEn) }) });

describe('a packed file', () => {
  it.each([
    ['ZIP', () => zip([['โฟลเดอร์/', ''], ['โฟลเดอร์/x.csv', csv], ['__MACOSX/._x.csv', 'x']])], ['gzip', () => gzipSync(csv)], ['gzip in two members', () => Buffer.concat([gzipSync('a,b\n'), gzipSync('1,2\n')])],
  ])('gives the file it holds: %s', async (_what, bytes) => {
    const path = await unpack(fileOf(await bytes()), tmpdir());
    expect(readFileSync(path as string, 'utf8')).toBe(csv);
  });

  it('may hold a workbook, packed or stored', async () => {
    const workbook = await zip([['[Content_Types].xml', '<Types/>'], ['xl/workbook.xml', '<workbook/>']]);
    for (const compress of [true, false]) expect(readFileSync((await unpack(fileOf(await zip([['x.xlsx', workbook]], compress)), tmpdir())) as string)).toEqual(workbook);
    expect(await unpack(fileOf(workbook), tmpdir())).toBeNull();
  });

  it.each([
    ['two files', () => zip([['a.csv', csv], ['b.csv', csv]]), 'archive-refused', /2 files: a\.csv, b\.csv/], ['no file', () => zip([]), 'archive-refused', /no file/],
    ['an archive in it', async () => zip([['a.zip', await zip([['a.csv', csv]])]]), 'archive-refused', /another archive/], ['gzip in gzip', () => gzipSync(gzipSync(csv)), 'archive-refused', /another archive/],
    ['a name that climbs out', async () => renamed(await zip([['aa/x.csv', csv]]), 'aa/x.csv', '../x.csv'), 'archive-refused', /leads out/],
    ['a name from the root', async () => renamed(await zip([['aa/x.csv', csv]]), 'aa/x.csv', '/etc/pwd'), 'archive-refused', /leads out/],
    ['a cut end', async () => (await zip([['a.csv', csv]])).subarray(0, 40), 'archive-broken', /./], ['a cut gzip', () => gzipSync(csv).subarray(0, -9), 'archive-broken', /unexpected end/],
    ['a bomb', () => gzipSync(Buffer.alloc(3e6)), 'archive-too-large', /unpack to more/],
  ])('is refused with words: %s', async (_what, bytes, code, said) => {
    await expect(unpack(fileOf(await bytes()), tmpdir(), { bytes: 1e9, ratio: 300, ratioFromBytes: 1e6, entries: 10 })).rejects.toThrow(problem(code, said));
  });
});
