import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Instance, makeDataDir, runSaphan, startInstance, startSaphan, waitForReady, waitUntil } from '../../server/src/app/testing/instance.ts';
import { sha256 } from './testing/api.ts';
import { csv, farmers, linkedDataset } from './testing/farmers.ts';
import { asAdministrator, house, startHouse, stopHouse } from './testing/house.ts';
import { sendFile } from './testing/runs.ts';

const place = makeDataDir();
const [backups, restored, fromStopped] = [join(place.dir, 'backups'), join(place.dir, 'restored'), join(place.dir, 'from-stopped')];
let slug = '';
let known: Known;
beforeAll(async () => {
  await startHouse();
  slug = await linkedDataset();
  expect((await sendFile(slug, 'more.csv', csv(farmers(44)))).release).toEqual({ number: 2 });
  known = await knownAt(house().instance.address);
});
afterAll(async () => { await stopHouse(); place.remove(); });

const saphan = async (args: readonly string[], dataDir = house().dataDir) => {
  const { code, out, err } = await runSaphan([...args, '--json'], { SAPHAN_DATA_DIR: dataDir, SAPHAN_SAMPLE: 'off' });
  return { code, err, told: out === '' ? null : JSON.parse(out) };
};

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
    // The house is ready before its worker has taken its seat.
    await expect.poll(async () => {
      const { code, told } = await saphan(['doctor'], dataDir);
      return [code, told.findings.filter(({ state }: any) => state === 'wrong')];
    }).toEqual([0, []]);
    expect(await knownAt(instance.address)).toEqual(known);
  } finally {
    instance.signal('SIGTERM');
    await instance.ended;
  }
}

it('leaves no backup that restores when the command is killed', async () => {
  const killed = startSaphan(['backup', backups], { SAPHAN_DATA_DIR: house().dataDir });
  await waitUntil(() => existsSync(join(backups, 'backups')), 'the first file of the backup');
  killed.signal('SIGKILL');
  await killed.ended;
  const { code, told } = await saphan(['restore', backups], restored);
  expect([code, told.problem.code]).toEqual([1, 'backup.not-found']);
});

it('backs up while it runs, proves the backup, and comes back from it in an empty place with every release byte for byte', async () => {
  const backup = await saphan(['backup', backups, '--with-key']);
  expect(backup, backup.err).toMatchObject({ code: 0, told: { ok: true, releases: 2, missing: [], withKey: true } });
  expect(readdirSync(join(backups, 'backups'))).toEqual([backup.told.id]);
  const again = await saphan(['backup', backups, '--with-key']);
  expect(again.told).toMatchObject({ ok: true, copied: 0 });
  const drill = await saphan(['restore', backups, '--drill']);
  expect(drill, drill.err).toMatchObject({ code: 0, told: { ok: true, releases: 2, rows: 84, mismatches: [] } });
  expect(readFileSync(drill.told.file, 'utf8')).toContain('กู้คืนได้ครบทุกรุ่น');
  const restoring = await saphan(['restore', backups], restored);
  expect(restoring, restoring.err).toMatchObject({ code: 0, told: { ok: true, releases: 2 } });
  await expectWhole(restored);
  expect((await saphan(['restore', backups], restored)).told.problem.code).toBe('backup.place-taken');
}, 600_000);

it('comes back whole from a copy of the stopped folder, the old one being gone', async () => {
  house().instance.signal('SIGTERM');
  await house().instance.ended;
  execFileSync('cp', ['-a', house().dataDir, fromStopped]);
  renameSync(house().dataDir, `${house().dataDir}-gone`);
  try {
    await expectWhole(fromStopped);
  } finally {
    renameSync(`${house().dataDir}-gone`, house().dataDir);
  }
});
