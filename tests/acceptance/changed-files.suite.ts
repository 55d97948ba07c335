import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../../server/src/app/testing/instance.ts';
import { get, sha256 } from './testing/api.ts';
import { type Door, openDoor } from './testing/door.ts';
import { expectRawKept, expectReleaseOne } from './testing/expect.ts';
import { csv, farmers, linkedDataset } from './testing/farmers.ts';
import { saphanLink } from './testing/saphan-link.ts';

const more = csv(farmers(42));
const whole = csv(farmers(43));
let folder = '';
let door: Door;
/** What happens to the file at the moment its first bytes are on their way; once. */
let meanwhile: (() => void) | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-link-'));
  door = await openDoor((method) => {
    if (method !== 'PUT') return;
    meanwhile?.();
    meanwhile = null;
  });
});
afterEach(() => { meanwhile = null; });
afterAll(async () => { await door.close(); rmSync(folder, { recursive: true }); });

const runsOf = async (slug: string): Promise<any[]> => (await get(`/runs?dataset=${slug}`)).items;

describe('a file that changes while `saphan link` reads it', () => {
  const changes: [string, (path: string) => void][] = [
    ['appended to', (path) => appendFileSync(path, 'F00099,ใหม่,สงขลา,1.00,01/02/2568\n')],
    ['cut short', (path) => truncateSync(path, 500)],
    ['rewritten in place', (path) => writeFileSync(path, more)],
  ];

  it.each(changes)('is given up when it is %s, is said so in both languages, and is linked once it stands still', async (_how, change) => {
    const slug = await linkedDataset();
    const path = join(folder, `${slug}.csv`);
    writeFileSync(path, more);
    meanwhile = () => change(path);
    const first = saphanLink(door.address, [path]);
    expect(await first.ended, first.said()).toBe(6);
    expect(first.said()).toContain('ไฟล์เปลี่ยนระหว่างอ่าน ไม่มีอะไรถูกเผยแพร่');
    expect(first.said()).toContain('The file changed while it was read; nothing was published.');
    expect(await runsOf(slug)).toHaveLength(1);
    await expectReleaseOne(slug);
    writeFileSync(path, whole);
    const second = saphanLink(door.address, [path]);
    expect(await second.ended, second.said()).toBe(0);
    const [run] = await runsOf(slug);
    expect([run.state, (await get(`/runs/${run.id}`)).raw.sha256]).toEqual(['published', sha256(Buffer.from(whole))]);
    expectRawKept(sha256(Buffer.from(whole)), Buffer.byteLength(whole));
  });

  it('is linked as it was opened when another takes its name', async () => {
    const slug = await linkedDataset();
    const path = join(folder, `${slug}.csv`);
    writeFileSync(path, more);
    meanwhile = () => { writeFileSync(`${path}.new`, whole); renameSync(`${path}.new`, path); };
    const linking = saphanLink(door.address, [path]);
    expect(await linking.ended, linking.said()).toBe(0);
    const [run] = await runsOf(slug);
    expect((await get(`/runs/${run.id}`)).raw.sha256).toBe(sha256(Buffer.from(more)));
  });
});

describe('a folder that `saphan link --watch` looks after', () => {
  it('gives no half of a file: one that grows is left until it stands still, one that changes while it is read is taken again, whole', async () => {
    const [slug, watched] = [await linkedDataset(), mkdtempSync(join(folder, 'watched-'))];
    const path = join(watched, `${slug}.csv`);
    const growing = setInterval(() => appendFileSync(path, 'F00099,ใหม่,สงขลา,1.00,01/02/2568\n'), 100);
    const linking = saphanLink(door.address, [watched, '--watch']);
    try {
      await sleep(7_000); // three looks
      expect([linking.said().includes('—'), await runsOf(slug)]).toEqual([false, [expect.objectContaining({ state: 'published' })]]);
      clearInterval(growing);
      meanwhile = () => writeFileSync(path, whole);
      await waitUntil(() => linking.said().includes('it will be taken when it stands still'), 'the change to be seen');
      expect(linking.said()).toContain('เปลี่ยนระหว่างอ่าน จะลองใหม่เมื่อนิ่ง');
      await waitUntil(async () => (await runsOf(slug)).filter(({ state }) => state === 'published').length === 2, 'the whole file to be linked');
    } finally {
      clearInterval(growing);
      linking.stop();
    }
    await linking.ended;
    const runs = await runsOf(slug);
    expect(runs).toHaveLength(2);
    expect((await get(`/runs/${runs[0].id}`)).raw.sha256).toBe(sha256(Buffer.from(whole)));
    expect((await get(`/datasets/${slug}/releases/current`)).rowCount).toBe(43);
  });
});
