// `bench report`, its third figure: a newly declared day off moves 1,000,000 open deadlines (61 × 730 lengths and first days), all of whose times hold it. Durable settings.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareCluster } from '../../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../../server/src/app/postgres/server.ts';
import { moduleFolders } from '../../server/src/app/module-folders.ts';
import { openDatabase, type Database } from '../../server/src/kernel/db.ts';
import { openLog } from '../../server/src/kernel/log.ts';
import { migrate } from '../../server/src/kernel/migrate.ts';
import { theHouse } from '../../server/src/kernel/policy.ts';
import { declareDayOff, loadDays } from '../../server/src/modules/calendar/index.ts';

const COUNT = 1_000_000;
const now = new Date('2026-11-22T03:00:00Z');

/** Deadlines of 540 to 600 working days, set in the last two years; the declared day lies in the time of each. */
async function fill(db: Database): Promise<void> {
  await db.tx((tx) => loadDays(tx, now));
  await db.tx(async (tx) => {
    await tx.query(`
      with numbered as materialized (
        select g.day::date as day, extract(isodow from g.day) <= 5 and o.day is null as works,
          count(*) filter (where extract(isodow from g.day) <= 5 and o.day is null) over (order by g.day) as number
        from generate_series('2024-10-01'::timestamp, '2029-10-01', '1 day') as g (day) left join calendar.day_off_v1 o on o.day = g.day::date
      )
      insert into calendar.term (base_on, step, due_on)
      select b.day, s.step, w.day from generate_series(540, 600) as s (step) join numbered b on b.day between '2024-11-23' and '2026-11-22' join numbered w on w.works and w.number = b.number + s.step`);
    await tx.query(`
      insert into calendar.deadline (room, reference, from_on, count, unit, term_id, first_due_on, because_th, because_en, known_change)
      select 'bench', 'deadline:' || n, t.base_on, t.step, 'working', t.id, t.due_on, 'ตามระเบียบ', 'by the rule', (select max(c.id) from calendar.change c)
      from generate_series(1, $1::int) n join (select t.*, row_number() over (order by t.id) as at from calendar.term t) t on t.at = 1 + n * 7919::bigint % (select count(*) from calendar.term)`, [COUNT]);
  });
  const client = await db.connect();
  for (const table of ['term', 'deadline']) await client.query(`vacuum analyze calendar.${table}`);
  client.release();
}

/** Measures in a register of its own and prints `report.recompute_s`. */
export async function measureRecompute(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
  chmodSync(dataDir, 0o711);
  const cluster = await prepareCluster(dataDir, { durable: true });
  const server = await startPostgres(cluster, { logFile: join(dataDir, 'postgres.log') });
  const db = openDatabase(server.url, { log: openLog('bench', 'error'), size: 2 });
  try {
    await migrate(db, moduleFolders);
    await fill(db);
    const started = performance.now();
    await db.tx((tx) => declareDayOff(tx, theHouse, { day: '2026-11-25', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special holiday', source: 'bench' }));
    const seconds = (performance.now() - started) / 1000;
    const { rows: [facts] } = await db.tx((tx) => tx.query('select (select count(*)::int from calendar.deadline_v1 where due_on > first_due_on) as moved, (select count(*)::int from calendar.term_move) as terms'));
    if (facts.moved !== COUNT) throw new TypeError(`${facts.moved} of ${COUNT} deadlines moved`);
    console.log(`${COUNT} open deadlines of ${facts.terms} terms moved by one declared day, in its transaction`);
    console.log(`RESULT report.recompute_s ${seconds.toFixed(2)} s`);
  } finally {
    await db.close();
    await server.stop();
    rmSync(dirname(cluster.dir), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (import.meta.main) await measureRecompute();
