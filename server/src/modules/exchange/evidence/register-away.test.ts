import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { migrate } from '#kernel/migrate.ts';
import { ensureLog, sequence, verifyLedger } from '#modules/ledger/index.ts';
import { prepareCluster, type Cluster } from '../../../app/postgres/cluster.ts';
import { startPostgres, type PostgresServer } from '../../../app/postgres/server.ts';
import { openGateway } from '../gateway/gateway.ts';
import { folders, openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';
import { signedHeaders } from '../testing/signing-system.ts';
import { recordFor } from '../testing/spooled-record.ts';
import { keepTrust } from '../trust/keep-trust.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { openEvidenceSpool } from './spool-file.ts';

const body = '{"q":1}';
const quiet = openLog('test', 'silent');
const home = mkdtempSync(join(tmpdir(), 'saphan-away-'));
const evidenceDir = join(home, 'evidence');
let cluster: Cluster;
let server: PostgresServer;
let house: GatewayHouse;

beforeAll(async () => {
  chmodSync(home, 0o711);
  // Durable: what was committed a moment before the kill must be there.
  cluster = await prepareCluster(home, { durable: true });
  server = await startPostgres(cluster, { logFile: join(home, 'postgres.log') });
  const db = openDatabase(server.url, { log: quiet, size: 4 });
  await migrate(db, folders);
  house = await openGatewayHouse({ evidenceDir, upstreamHeaders: async () => ({ authorization: 'Bearer upstream' }) }, Promise.resolve({ db, url: server.url, close: () => db.close() }));
  await db.tx((tx) => ensureLog(tx, { db, log: quiet, masterKey: house.ports.masterKey, publicUrl: house.origin, fetch, stamps: null }));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await house?.close();
  await server?.stop();
  rmSync(dirname(cluster.dir), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

const spooled = () => readdirSync(evidenceDir).filter((name) => name.endsWith('.spool'));
const refused = (code: string, status: number) => ({ status, signedByHouse: true, json: { code: `exchange.${code}` } });
const countOf = async (table: string, where = 'true') => Number((await house.run(`select count(*)::int as id from ${table} where ${where}`))[0]?.id);

describe('while PostgreSQL is dead', () => {
  it('best-effort services go on with evidence on disk, required ones refuse; afterwards each exchange is kept once, and says that it is late', async () => {
    const soft = await house.service({ slug: 'soft', evidence: 'best-effort' });
    const hard = await house.service({ slug: 'hard' });
    const call = (slug: string, number: string, own: { purpose?: string } = {}) => house.call({ target: `/x/${slug}/people`, agreement: number, body, ...own });
    const seen: unknown[] = [];
    house.upstream.handle = (request, response) => { seen.push(request.headers['authorization']); response.setHeader('content-type', 'application/json'); response.end('{"ok":true}'); };
    for (const [slug, { number }] of [['soft', soft], ['hard', hard]] as const) expect(await call(slug, number)).toMatchObject({ status: 200, signedByHouse: true });
    const old = keepTrust(house.ports, 0);
    await old.reload();
    expect(old.now()).not.toBeNull();

    process.kill(Number(server.pid), 'SIGKILL');
    await server.ended;
    const began = Date.now();
    const headers = signedHeaders(house.consumer, { method: 'POST', target: '/x/soft/people', origin: house.origin, agreement: soft.number, body });
    const first = await house.send({ method: 'POST', target: '/x/soft/people', headers, body });
    expect(first).toMatchObject({ status: 200, signedByHouse: true, json: { ok: true } });
    expect(await house.send({ method: 'POST', target: '/x/soft/people', headers, body })).toMatchObject(refused('replayed', 401));
    const others = await Promise.all(Array.from({ length: 20 }, () => call('soft', soft.number)));
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await call('soft', soft.number, { purpose: 'tax' })).toMatchObject(refused('purpose-refused', 403));
    const asked = house.upstream.asked;
    expect(await call('hard', hard.number)).toMatchObject(refused('evidence-unavailable', 503));
    expect(house.upstream.asked).toBe(asked);
    expect(new Set(seen)).toEqual(new Set(['Bearer upstream']));
    expect(Date.now() - began).toBeLessThan(60_000);
    await old.reload();
    expect(old.now()).toBeNull();
    await old.close();

    // A disk that is full, half-way through a record.
    const proto = Object.getPrototypeOf(await open('/dev/null').then(async (handle) => { await handle.close(); return handle; })) as { appendFile: (data: Buffer) => Promise<void>; write: (data: Buffer) => Promise<unknown> };
    const full = vi.spyOn(proto, 'appendFile').mockImplementationOnce(async function half(this: typeof proto, data) { await this.write(data.subarray(0, 20)); throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); });
    expect(await call('soft', soft.number)).toMatchObject(refused('evidence-unavailable', 503));
    expect(full).toHaveBeenCalled();
    expect(await call('soft', soft.number)).toMatchObject({ status: 200, signedByHouse: true });

    const [name, ...more] = spooled();
    expect(more).toEqual([]);
    const file = join(evidenceDir, name as string);
    expect([statSync(file).mode & 0o777, statSync(evidenceDir).mode & 0o777]).toEqual([0o600, 0o700]);
    const copy = join(home, 'copy');
    copyFileSync(file, copy);
    // What a process leaves that is killed in the middle of a line.
    appendFileSync(copy, '0123456789abcdef {"id":"torn');

    server = await startPostgres(cluster, { logFile: join(home, 'postgres.log'), port: server.port });
    await vi.waitFor(async () => expect(await countOf('exchange.exchange', 'late_at is not null')).toBe(24), { timeout: 60_000, interval: 200 });
    await vi.waitFor(() => expect(readdirSync(evidenceDir)).toEqual([]), { timeout: 30_000 });
    expect((await call('hard', hard.number)).status).toBe(200);

    // The same again, as another process finds it: nothing more.
    copyFileSync(copy, join(evidenceDir, 'left.spool'));
    const second = await openGateway(house.ports);
    expect(readdirSync(evidenceDir)).toEqual([]);
    await second.close();
    expect(await countOf('exchange.exchange', 'late_at is not null')).toBe(24);
    expect(await countOf('ledger.entry', "kind = 'exchange.exchange' and entry ~ '\\nlate 20[^\\n]+Z\\n$'")).toBe(24);
    const ids = [first, ...others].map((wire) => wire.headers['exchange-id']);
    expect(await countOf('exchange.exchange e join ledger.entry l on l.id = e.id', `e.status = 200 and e.id = any ('{${ids.join(',')}}')`)).toBe(21);
    expect(Number((await house.run('select used::int as id from exchange.quota_use where agreement_id = $1', [soft.agreementId]))[0]?.id)).toBe(23);
    expect(await countOf('exchange.nonce')).toBeGreaterThan(22);
    while (await sequence({ db: house.test.db, log: quiet, masterKey: house.ports.masterKey, publicUrl: house.origin, fetch, stamps: null }) > 0);
    expect((await verifyLedger(house.test.db)).findings).toEqual([]);
  });
});

describe('evidence on disk', () => {
  const place = (name: string, limitBytes = 1e9) => ({ dir: join(home, name), limitBytes, damaged: vi.fn() });
  const read = async (spool: ReturnType<typeof openEvidenceSpool>) => { const all: ExchangeRecord[] = []; await spool.replay(async (records) => { all.push(...records); }); return all; };

  it('comes back as it was, and refuses beyond its size', async () => {
    const spool = openEvidenceSpool(place('small', 1_500));
    const records = [recordFor({}), recordFor({ purpose: 'บรรทัด\nใหม่' })];
    for (const each of records) await spool.add(each);
    await expect(spool.add(recordFor({ purpose: 'x'.repeat(1_000) }))).rejects.toMatchObject({ code: 'exchange.evidence-unavailable' });
    expect(await read(spool)).toEqual(records);
    expect(await read(spool)).toEqual([]);
    await spool.add(recordFor({}));
    expect(await read(spool)).toHaveLength(1);
    await spool.close();
  });

  it('is not lost by whoever writes while another takes the file, nor held up by one that cannot be kept', async () => {
    const at = place('taken');
    const [writer, taker] = [openEvidenceSpool(at), openEvidenceSpool(at)];
    const records = Array.from({ length: 60 }, () => recordFor({}));
    const found = new Set<string>();
    const poison = records[30]?.id;
    const take = () => taker.replay(async (each) => { if (each.some(({ id }) => id === poison)) throw new RangeError('refused'); for (const { id } of each) found.add(id); });
    const writing = Promise.all(records.map((each, i) => new Promise((done) => { setTimeout(done, i * 4); }).then(() => writer.add(each))));
    let ended = false;
    void writing.finally(() => { ended = true; });
    while (!ended) { await take(); await new Promise((done) => { setTimeout(done, 20); }); }
    await take();
    expect(found.size).toBe(59);
    expect(at.damaged).toHaveBeenCalledWith(expect.stringContaining('.taken'), 1);
    await writer.close(); await taker.close();
  });

  it('holds all that was said before a kill -9', async () => {
    const at = place('killed');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../testing/spooling-process.ts'), at.dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => { said += chunk; if (said.length > 4_000) child.kill('SIGKILL'); });
    await new Promise((done) => { child.once('close', done); });
    const promised = said.split('\n').filter((line) => line.length === 36);
    const found = new Set((await read(openEvidenceSpool(at))).map(({ id }) => id));
    expect(promised.length).toBeGreaterThan(80);
    expect(promised.filter((id) => !found.has(id))).toEqual([]);
    expect(at.damaged).not.toHaveBeenCalled();
  });
});
