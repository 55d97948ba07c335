import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readZip, writeZip } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasZip = spawnSync('zip', ['-v']).status === 0 && spawnSync('unzip', ['-v']).status === 0;
const files = new Map([['entry.txt', Buffer.from('x'.repeat(5000))], ['keys/log.pem', Buffer.from('ก')], ['verify.sh', Buffer.from('#!/bin/sh\n')]]);

describe('a zip of a receipt', () => {
  it('gives back what was put in, and the same bytes for the same files', async () => {
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/), fc.uint8Array({ maxLength: 100 })), async (given) => {
      const all = new Map(Object.entries(given));
      expect(await readZip(writeZip(all))).toEqual(all);
      expect(writeZip(all)).toEqual(writeZip(all));
    }), { numRuns: 30 });
  });

  it.skipIf(!hasZip)('is one for other programs, and may be zipped again by them, packed and inside a folder', async () => {
    writeFileSync(join(folder, 'r.zip'), writeZip(files));
    expect(spawnSync('unzip', ['-q', 'r.zip', '-d', 'receipt'], { cwd: folder }).status).toBe(0);
    expect(readFileSync(join(folder, 'receipt/keys/log.pem'), 'utf8')).toBe('ก');
    expect(spawnSync('sh', ['-c', 'test -x receipt/verify.sh && zip -qr again.zip receipt'], { cwd: folder }).status).toBe(0);
    const again = await readZip(readFileSync(join(folder, 'again.zip')));
    const told = (all: ReadonlyMap<string, Uint8Array>) => [...all].map(([name, bytes]) => `${name} ${Buffer.from(bytes).toString('hex')}`).sort();
    expect(told(again)).toEqual(told(files));
  });

  it('is refused with the reason when it is none, is damaged, or names files outside', async () => {
    const zip = writeZip(files);
    const fault = (bytes: Uint8Array) => readZip(bytes).then(() => null, (error: { fault?: string }) => error.fault);
    expect(await fault(Buffer.from('no zip at all, but long enough to be one'))).toBe('not-a-zip');
    expect(await fault(zip.map((byte, i) => i === 100 ? byte ^ 1 : byte))).toBe('damaged');
    expect(await fault(writeZip(new Map([['../evil', Buffer.from('x')]])))).toBe('bad-name');
    expect(await fault(writeZip(new Map(Array.from({ length: 65 }, (_, i) => [`f${i}`, Buffer.from('x')]))))).toBe('too-many-files');
    expect(await fault(zip.subarray(0, 200))).toBe('not-a-zip');
    await fc.assert(fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const found = await fault(zip.map((byte, i) => i === at ? byte ^ by : byte));
      expect([null, 'not-a-zip', 'damaged', 'bad-name', 'unknown-packing', 'too-large', 'too-many-files', 'twice']).toContain(found);
    }), { numRuns: 200 });
  });
});
