import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSaphan, waitUntil } from '../../server/src/app/testing/instance.ts';
import { ask, get, send } from './testing/api.ts';
import { csv, farmers, newDataset } from './testing/farmers.ts';
import { house, startHouse, stopHouse } from './testing/house.ts';
import { waitForRun } from './testing/runs.ts';

/** A source that sends its head and then waits until it is let go: a run stays in the worker's hand for as long as a test wants. */
const content = csv(farmers());
const open: ServerResponse[] = [];
const agency = createServer((_request, reply) => { reply.writeHead(200, { 'content-type': 'text/csv' }); reply.write(content.slice(0, 200)); open.push(reply); });
/** Whole commands are started, on a busy machine too. */
const PATIENCE_MS = 180_000;
const letGo = () => { for (const reply of open.splice(0)) reply.end(content.slice(200)); };

beforeAll(async () => {
  await startHouse();
  await new Promise<void>((resolve) => { agency.listen(0, '127.0.0.1', resolve); });
});
afterAll(async () => {
  agency.closeAllConnections();
  agency.close();
  await stopHouse();
});

let asked = 0;
/** Starts a run of a dataset of its own that waits at its source. */
async function startRun(): Promise<number> {
  const slug = await newDataset();
  const source = await send('POST', `/datasets/${slug}/sources`, { kind: 'http', config: { url: `http://127.0.0.1:${(agency.address() as AddressInfo).port}/${asked += 1}.csv` } });
  return (await send('POST', `/datasets/${slug}/runs`, { sourceId: source.id })).id as number;
}
const atSource = () => expect.poll(() => open.length, { timeout: 40_000 }).toBeGreaterThan(0);
const operations = () => get('/operations');
const codes = async () => (await operations()).signs.map(({ code }: { code: string }) => code);
/** Another worker in the place of one that ended. */
const anotherThan = (name: string) => waitUntil(async () => (await operations()).workers.some((each: { name: string; state: string }) => each.name !== name && each.state === 'idle'), 'another worker');
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** The worker that is to be seen in the state. */
async function workerIn(...states: string[]): Promise<any> {
  let found: any;
  await waitUntil(async () => { found = (await operations()).workers.find(({ state }: { state: string }) => states.includes(state)); return found !== undefined; }, `a worker that is ${states.join(' or ')}`);
  return found;
}
const saphan = async (...args: string[]) => { const ended = await runSaphan(args, { SAPHAN_DATA_DIR: house().dataDir }); return { ...ended, json: args.includes('--json') ? JSON.parse(ended.out) : null }; };

describe('the running house', () => {
  it('says so, and that nothing needs a person', async () => {
    const worker = await workerIn('idle');
    const { level, runs, disk, version, backups, consumers, sweeps } = await operations();
    expect(['fine', 'watch']).toContain(level);
    expect(await codes()).toEqual(['backup-none', 'drill-none']);
    expect(worker).toMatchObject({ supervised: true, drain: null, now: [], memoryMb: expect.any(Number) });
    expect([runs.paused, runs.held.count, version.missing, backups]).toEqual([null, 0, [], { backup: null, drill: null }]);
    expect(Math.min(disk.freeBytes, disk.totalBytes, disk.databaseBytes, consumers.length, sweeps.length)).toBeGreaterThan(0);
    await expect.poll(async () => (await operations()).disk.stores.lake, { timeout: 40_000 }).not.toBeNull();
  });

  it('claims nothing while all is paused, with who and why, and goes on by itself afterwards', async () => {
    expect((await ask('POST', '/control/pause', { reason: ' ' })).status).toBe(400);
    await send('POST', '/control/pause', { reason: 'ย้ายห้องเครื่อง' });
    expect((await ask('POST', '/control/pause', { reason: 'อีกครั้ง' })).body.code).toBe('linkage.already-paused');
    const run = await startRun();
    await expect.poll(async () => (await operations()).runs.waiting).toMatchObject([{ priority: 3, count: 1 }]);
    expect((await get('/control')).paused).toMatchObject({ by: 'somchai', reason: 'ย้ายห้องเครื่อง' });
    expect(await codes()).toContain('paused');
    expect((await get(`/runs/${run}`)).state).toBe('queued');
    await send('POST', '/control/resume');
    await atSource();
    expect((await workerIn('working')).now).toMatchObject([{ kind: 'run', runId: run, state: 'extracting', attempt: 1 }]);
    letGo();
    expect((await waitForRun(run)).state).toBe('published');
  });

  it('drains a worker mid-run: it finishes that run, takes no other, ends, and stays away until it is told', async () => {
    const run = await startRun();
    await atSource();
    const { name, pid } = await workerIn('working');
    await send('POST', `/operations/workers/${name}/drain`, { reason: 'เปลี่ยนหน่วยความจำ' });
    expect((await ask('POST', `/operations/workers/${name}/drain`, { reason: 'x' })).body.code).toBe('operations.worker-not-working');
    expect(await workerIn('draining')).toMatchObject({ name, drain: { by: 'somchai', reason: 'เปลี่ยนหน่วยความจำ', then: 'stay' }, now: [{ runId: run }] });
    const next = await startRun();
    letGo();
    expect(await waitForRun(run)).toMatchObject({ state: 'published', attempt: 1 });
    expect(await workerIn('drained')).toMatchObject({ name, pid });
    await waitUntil(() => !isAlive(pid), 'the end of the drained worker');
    expect((await get(`/runs/${next}`)).state).toBe('queued');
    const { code, json } = await saphan('doctor', '--json');
    expect([code, json.findings.filter(({ state }: { state: string }) => state === 'wrong').map((each: { name: string }) => each.name)]).toEqual([1, ['no-worker']]);
    await send('POST', `/operations/workers/${name}/start`);
    await atSource();
    expect((await workerIn('working')).name).not.toBe(name);
    letGo();
    expect((await waitForRun(next)).state).toBe('published');
  }, PATIENCE_MS);

  it('gives the run of a killed worker to the next, and loses nothing', async () => {
    const run = await startRun();
    await atSource();
    process.kill((await workerIn('working')).pid, 'SIGKILL');
    await waitUntil(async () => { letGo(); return (await get(`/runs/${run}`)).state === 'published'; }, 'the second attempt');
    expect((await get(`/runs/${run}`)).attempt).toBe(2);
    expect((await operations()).workers).toHaveLength(1);
  }, PATIENCE_MS);

  it('finishes a run on SIGTERM too', async () => {
    const run = await startRun();
    await atSource();
    const { pid, name } = await workerIn('working');
    process.kill(pid, 'SIGTERM');
    letGo();
    expect(await waitForRun(run)).toMatchObject({ state: 'published', attempt: 1 });
    await anotherThan(name);
  }, PATIENCE_MS);

  it('obeys the machine’s own commands, and writes down who gave them', async () => {
    expect((await saphan('pause', 'ซ่อมสาย', '--json')).json).toMatchObject({ ok: true, paused: { reason: 'ซ่อมสาย' } });
    await expect.poll(async () => (await operations()).runs.paused?.reason).toBe('ซ่อมสาย');
    expect((await saphan('resume')).code).toBe(0);
    const { name } = await workerIn('idle');
    expect((await saphan('drain', '--again', '--json')).json).toMatchObject({ ok: true, worker: name });
    await anotherThan(name);
    const metrics = async () => (await fetch(`${house().instance.address}/metrics`)).text();
    await expect.poll(metrics).toMatch(/saphan_workers\{state="idle"\} 1/);
    await expect.poll(metrics).toMatch(/saphan_runs_paused 0/);
  }, PATIENCE_MS);
});
