import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Instance, makeDataDir, runSaphan, startInstance, waitForReady } from '../../server/src/app/testing/instance.ts';
import { sha256 } from './testing/api.ts';
import { backUpRunning, copyAll } from './testing/backup.ts';
import { csv, farmers, linkedDataset } from './testing/farmers.ts';
import { asAdministrator, house, startHouse, stopHouse } from './testing/house.ts';
import { sendFile } from './testing/runs.ts';

const place = makeDataDir();
const [fromRunning, fromStopped] = [join(place.dir, 'from-running'), join(place.dir, 'from-stopped')];
let slug = '';
let known: Known;
beforeAll(async () => { await startHouse(); slug = await linkedDataset(); }, 180_000);
afterAll(async () => { await stopHouse(); place.remove(); }, 60_000);

interface Known { releases: any[]; files: string[] }

/** What a reader can know of every release: its record and the hash of every download. */
async function knownAt(address: string): Promise<Known> {
  const ask = async (path: string) => {
    const reply = await fetch(`${address}/api/v1/datasets/${slug}/releases${path}`, { headers: asAdministrator() });
    expect([path, reply.status]).toEqual([path, 200]);
    return Buffer.from(await reply.arrayBuffer());
  };
  const releases = JSON.parse((await ask('')).toString()).items as any[];
  const files: string[] = [];
  for (const { number } of releases) for (const format of ['csv', 'parquet', 'ndjson']) files.push(sha256(await ask(`/${number}/download?format=${format}`)));
  return { releases, files };
}

/** Starts the copy in its place, and looks at it as an operator would. */
async function expectWhole(dataDir: string): Promise<void> {
  const instance: Instance = await startInstance(dataDir);
  try {
    await waitForReady(instance.address);
    const doctor = await runSaphan(['doctor', '--json'], { SAPHAN_DATA_DIR: dataDir });
    expect([doctor.code, JSON.parse(doctor.out).findings.filter(({ state }: any) => state === 'wrong')], doctor.out).toEqual([0, []]);
    expect(await knownAt(instance.address)).toEqual(known);
  } finally {
    instance.signal('SIGTERM');
    await instance.ended;
  }
}

it('comes back whole from a copy taken while it ran, with what was published meanwhile', async () => {
  await backUpRunning(house().dataDir, fromRunning, async () => {
    expect((await sendFile(slug, 'more.csv', csv(farmers(44)))).release).toEqual({ number: 2 });
  });
  known = await knownAt(house().instance.address);
  expect(known.releases.map(({ number, rowCount }) => [number, rowCount])).toEqual([[2, 44], [1, 40]]);
  expect(new Set(known.files).size).toBe(6);
  await expectWhole(fromRunning);
}, 180_000);

it('comes back whole from a copy of the stopped folder, the old one being gone', async () => {
  house().instance.signal('SIGTERM');
  await house().instance.ended;
  copyAll(house().dataDir, fromStopped);
  renameSync(house().dataDir, `${house().dataDir}-gone`);
  try {
    await expectWhole(fromStopped);
  } finally {
    renameSync(`${house().dataDir}-gone`, house().dataDir);
  }
}, 180_000);
