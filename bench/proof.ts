// `bench proof`: a ledger of 10,000,000 entries (100,000 with --quick; --entries N). Entries are written by SQL, their places given by the sequencer itself.
// proof.ms: proof of one entry drawn at random, p95; proof.verify_per_s: entries a second of `saphan verify` over the whole ledger, and the same by CPU of this process.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';
import { openDatabase, type Database } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { ensureLog, proveEntry, sequence, verifyLedger, type LedgerPorts } from '../server/src/modules/ledger/index.ts';
import { randomFrom } from '../sample/random.ts';

const given = process.argv.indexOf('--entries');
const count = given > 0 ? Number(process.argv[given + 1]) : process.argv.includes('--quick') ? 100_000 : 10_000_000;
const proofs = 1_000, atOnce = 100_000, batch = 20_000;
const log = openLog('bench', 'error');
const random = randomFrom('proof');
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (since: number) => (performance.now() - since) / 1000;
const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] as number;

/** Entries as the gateway writes them, of about 500 bytes. */
const write = `
  with made as (
    insert into ledger.entry (id, kind, appended_at, entry)
    select m.id, 'exchange.exchange', m.at, E'saphan-entry/v1\\nkind exchange.exchange\\nid ' || m.id || E'\\nat ' || to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\\nblind ' || encode(substring(m.hash for 16), 'base64')
      || E'\\nassurance 3\\nrequest sha-256=' || m.hex || ' ' || m.hex || E'\\nresponse sha-256=' || m.hex || ' ' || m.hex || E'\\ngateway sha-256=' || m.hex || ' ' || m.hex || E'\\nstatus 200\\nagreement SA-2569-0001/1 ' || m.hex || E'\\n'
    from (select uuidv7() as id, date_trunc('milliseconds', clock_timestamp()) as at, sha256(i::text::bytea) as hash, encode(sha256(i::text::bytea), 'hex') as hex from generate_series($1::int, $2::int) i offset 0) m -- offset: each hash is computed once
    returning number)
  insert into ledger.waiting (number) select number from made`;

/** Written on one core while places are given on the other. */
async function fill(db: Database, ports: LedgerPorts): Promise<void> {
  await db.tx((tx) => ensureLog(tx, ports));
  const began = performance.now();
  let [wrote, gave, done] = [0, 0, false];
  const writing = (async () => {
    for (let from = 1; from <= count; from += atOnce) await db.tx((tx) => tx.query(write, [from, Math.min(count, from + atOnce - 1)]));
    [wrote, done] = [seconds(began), true];
  })();
  writing.catch(() => { done = true; });
  for (;;) {
    const last = done;
    const then = performance.now();
    if (await sequence(ports, batch) > 0) gave += seconds(then);
    else if (last) break;
    else await setTimeout(200);
  }
  await writing;
  say(`filled in ${seconds(began).toFixed(0)} s: written in ${wrote.toFixed(0)} s, meanwhile and after it places given in ${gave.toFixed(0)} s, ${Math.round(count / gave)} entries a second in batches of ${batch}`);
  const client = await db.connect();
  for (const table of ['entry', 'leaf', 'tile', 'checkpoint', 'waiting']) await client.query(`vacuum analyze ledger.${table}`);
  client.release();
}

async function measureProofs(db: Database): Promise<void> {
  const ids = (await db.tx((tx) => tx.query('select e.id from ledger.leaf l join ledger.entry e on e.number = l.number where l.leaf_index = any ($1::bigint[])', [Array.from({ length: proofs }, () => random.int(0, count - 1))]))).rows as { id: string }[];
  const times: number[] = [];
  for (const { id } of ids) {
    const began = performance.now();
    await db.read((tx) => proveEntry(tx, id));
    times.push(performance.now() - began);
  }
  say(`RESULT proof.ms ${quantile(times, 0.95).toFixed(1)}`);
  say(`(p50 ${quantile(times, 0.5).toFixed(1)}, slowest ${Math.max(...times).toFixed(1)}; ${times.length} of ${count} entries; aim ≤ 50)`);
}

async function measureVerify(db: Database): Promise<void> {
  const before = process.cpuUsage();
  const report = await verifyLedger(db);
  const { user, system } = process.cpuUsage(before);
  if (report.found > 0 || report.entries !== count) throw new TypeError(JSON.stringify(report).slice(0, 800));
  say(`RESULT proof.verify_per_s ${Math.round(count / report.seconds)}`);
  say(`(${report.seconds.toFixed(1)} s; ${Math.round(count / ((user + system) / 1e6))} a CPU-second of this process; ${report.checkpoints} checkpoints; aim ≥ 200000)`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
chmodSync(dataDir, 0o711);
const cluster = await prepareCluster(dataDir, { durable: false });
const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
const db = openDatabase(server.url, { log, size: 4 });
try {
  await migrate(db, [{ name: 'ledger', migrations: new URL('../server/src/modules/ledger/migrations/', import.meta.url) }]);
  await fill(db, { db, log, masterKey: randomBytes(32), publicUrl: 'https://bench.example', fetch, stamps: null });
  await measureProofs(db);
  await measureVerify(db);
} finally {
  await db.close();
  await server.stop();
  rmSync(dirname(cluster.dir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
