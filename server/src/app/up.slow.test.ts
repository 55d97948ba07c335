import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '#kernel/config.ts';
import { findRunningDatabase } from './database-url.ts';
import { findClusterDir } from './postgres/cluster.ts';
import { type Instance, listProcesses, makeDataDir, runSaphan, startInstance, waitForReady, waitUntil } from './testing/instance.ts';

const data = makeDataDir();
const clusterDir = () => findClusterDir(data.dir);
let instance: Instance;
/** The first start is that of people: everything that its routes take and give is compiled. */
beforeAll(async () => { instance = await startInstance(data.dir, { NODE_OPTIONS: '' }); });
afterAll(async () => {
  instance.signal('SIGTERM');
  await instance.ended;
  data.remove();
});

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: findRunningDatabase(loadConfig({ SAPHAN_DATA_DIR: data.dir })) as string });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('saphan up', () => {
  it('says for whom and where it serves, and is fit', async () => {
    await waitForReady(instance.address);
    const { code, out } = await runSaphan(['doctor', '--json'], { SAPHAN_DATA_DIR: data.dir });
    const { findings } = JSON.parse(out) as { findings: { name: string; state: string }[] };
    expect([code, findings.filter(({ state }) => state === 'wrong')]).toEqual([0, []]);
    expect(findings.map(({ name }) => name)).toContain('migrations');
  });

  it('refuses a second instance on the same data folder', async () => {
    const { code, err } = await runSaphan(['up', '--no-page'], { SAPHAN_DATA_DIR: data.dir, SAPHAN_PORT: '0' });
    expect(code).toBe(14);
    expect(err).toContain(`already running on this data folder ${instance.address} (process ${instance.pid})`);
    expect(err).toMatch(/ทำงานอยู่แล้ว/);
  });

  it('starts a killed web again', async () => {
    const web = instance.findChild('main.ts web');
    process.kill(web, 'SIGKILL');
    await waitForReady(instance.address, false);
    await waitForReady(instance.address);
    expect(instance.findChild('main.ts web')).not.toBe(web);
  });

  it('starts a killed PostgreSQL again, and the page finds it', async () => {
    await query('create table if not exists public.kept (n int); ');
    await query('insert into public.kept values (1)');
    const postmaster = instance.findChild('bin/postgres');
    process.kill(postmaster, 'SIGKILL');
    await waitUntil(() => { try { return instance.findChild('bin/postgres') !== postmaster; } catch { return false; } }, 'another PostgreSQL');
    await waitUntil(() => query('select n from public.kept').then((rows) => rows.length === 1, () => false), 'the kept row');
    await waitForReady(instance.address);
  });

  it('leaves nothing running when it is killed, and starts again on the same data', async () => {
    instance.signal('SIGKILL');
    await instance.ended;
    await waitUntil(() => listProcesses(clusterDir()).length === 0, 'the end of PostgreSQL');
    instance = await startInstance(data.dir);
    await waitForReady(instance.address);
    expect(await query('select n from public.kept')).toEqual([{ n: 1 }]);
  });

  it('starts at once although the killed instance is still going down', async () => {
    instance.signal('SIGKILL');
    instance = await startInstance(data.dir);
    await waitForReady(instance.address);
    expect(await query('select n from public.kept')).toEqual([{ n: 1 }]);
  });

  it('stops cleanly on Ctrl-C: no process, no lock, no postmaster file', async () => {
    instance.signal('SIGINT');
    const { code, out } = await instance.ended;
    expect([code, out]).toEqual([0, expect.stringContaining('Stopping')]);
    expect(listProcesses(clusterDir())).toEqual([]);
    expect([existsSync(join(data.dir, 'instance.lock')), existsSync(join(clusterDir(), 'postmaster.pid'))]).toEqual([false, false]);
  });

  it('says with the log lines when PostgreSQL cannot start', async () => {
    writeFileSync(join(clusterDir(), 'PG_VERSION'), '11\n');
    const { code, err } = await runSaphan(['up', '--no-page'], { SAPHAN_DATA_DIR: data.dir, SAPHAN_PORT: '0' });
    expect(code).toBe(15);
    expect(err).toMatch(/PostgreSQL did not start[^]*│.*(FATAL|incompatible)/);
  });
});

describe('saphan up refuses, in one sentence in Thai and in English,', () => {
  const other = makeDataDir();
  afterAll(() => other.remove());
  const refuse = (env: Record<string, string>) => runSaphan(['up', '--no-page'], { SAPHAN_DATA_DIR: other.dir, SAPHAN_PORT: '0', ...env });

  it('a port that another program holds', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { server.once('listening', resolve); });
    const { port } = server.address() as { port: number };
    const { code, err } = await refuse({ SAPHAN_PORT: String(port) });
    server.close();
    expect([code, err]).toEqual([11, expect.stringMatching(new RegExp(`พอร์ต ${port}[^]*Port ${port} on 127.0.0.1 is taken`))]);
  });

  it.each([
    ['a data folder that cannot be written', { SAPHAN_DATA_DIR: join(other.dir, 'file', 'data') }, 12, /เขียนลงโฟลเดอร์ข้อมูล[^]*cannot be written/],
    ['a disk that is nearly full', { SAPHAN_MIN_FREE_DISK_MB: '999999999' }, 13, /ดิสก์[^]*MB left/],
    ['an address that other machines can reach', { SAPHAN_HOST: '0.0.0.0' }, 16, /SAPHAN_HOST[^]*loopback/],
    ['a setting it does not understand', { SAPHAN_PORT: 'eighty' }, 16, /SAPHAN_PORT must be a whole number/],
  ])('%s', async (_name, env, exit, sentence) => {
    writeFileSync(join(other.dir, 'file'), '');
    const { code, err } = await refuse(env as Record<string, string>);
    expect([code, err]).toEqual([exit, expect.stringMatching(sentence)]);
    expect(err.trim().split('\n')).toHaveLength(2);
  });
});
