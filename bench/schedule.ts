// `bench schedule`: many linkages due at the same minute, four workers, one of them killed with SIGKILL every ten seconds. Each nominal time must have
// exactly one run that ends well (none lost, none twice), and runs must be started in the order of their priorities.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultGates, defaultRetention, defaultSource } from '../contracts/src/odcs/defaults.ts';
import { writeContract } from '../contracts/src/odcs/write.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { createSource, setSchedule } from '../server/src/modules/linkage/index.ts';
import { openBenchHouse } from './house.ts';
import { column } from './link-contract.ts';

const quick = process.argv.includes('--quick');
const LINKAGES = quick ? 60 : 500;
const WORKERS = 4;
const KILL_EVERY_MS = 10_000;
const PATIENCE_MS = (quick ? 8 : 40) * 60_000;
const PRIORITIES = 5;

process.env['SAPHAN_SOURCE_DIRS'] = '/tmp';
const house = await openBenchHouse();
try {
  await bench();
} finally {
  await house.close();
}

async function bench(): Promise<void> {
  const dueAt = await fill();
  const workers = Array.from({ length: WORKERS }, () => house.startWorker());
  let kills = 0;
  let killedAt = Date.now();
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    await sleep(500);
    const { over, made } = await count();
    if (over === LINKAGES) break;
    if (made > 0 && Date.now() - killedAt > KILL_EVERY_MS) { killedAt = Date.now(); (workers[kills++ % WORKERS] as (typeof workers)[0]).child.kill('SIGKILL'); }
  }
  await Promise.all(workers.map((worker) => worker.stop()));
  await report(dueAt, kills);
}

/** Datasets with a source each, all due at the minute that has just begun. */
async function fill(): Promise<string> {
  const dueAt = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
  for (let n = 0; n < LINKAGES; n += 1) {
    const slug = `due-${n}`;
    const folder = join(house.folder, 'inbox', slug);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'data.csv'), `plot_id,area_rai\n${Array.from({ length: 200 }, (_, row) => `${row + 1},${(row + n) % 30}.50\n`).join('')}`);
    const dataset = await house.addDataset(slug, contract(slug));
    await house.db.tx(async (tx) => {
      const source = await createSource(tx, house.ports, theHouse, dataset.id, { kind: 'folder', config: { path: join(folder, 'data.csv') } });
      await setSchedule(tx, theHouse, { datasetId: dataset.id, sourceId: source.id }, { rule: { every: 'day', at: '06:00' }, priority: 1 + ((n * 7) % PRIORITIES) }, new Date());
    });
  }
  await house.db.tx((tx) => tx.query('update linkage.schedule set next_at = $1, start_at = $1', [dueAt]));
  return dueAt;
}

async function count(): Promise<{ made: number; over: number }> {
  const { rows } = await house.db.tx((tx) => tx.query(`select count(*)::int as made, (count(*) filter (where state in ('published', 'no_change', 'failed', 'held', 'cancelled')))::int as over from linkage.run where trigger = 'schedule'`));
  return rows[0];
}

async function report(dueAt: string, kills: number): Promise<void> {
  const one = async (text: string) => Number((await house.db.tx((tx) => tx.query(text, text.includes('$1') ? [dueAt] : []))).rows[0].n);
  const lost = await one(`select count(*) as n from linkage.schedule s where not exists (select from linkage.run r where r.source_id = s.source_id and r.nominal_at = $1 and r.state in ('published', 'no_change'))`);
  const twice = await one(`select count(*) as n from (select source_id from linkage.run where nominal_at = $1 group by source_id having count(*) > 1
    union all select dataset_id from lake.release group by dataset_id having count(*) > 1) d`);
  // A pair is out of order when the less urgent run was claimed first while the other waited. Claims of several workers overtake each other by milliseconds.
  const inversions = await one(`select count(*) as n from linkage.run a join linkage.run b on a.priority > b.priority and a.started_at < b.started_at - interval '1 second' and b.created_at <= a.started_at where a.trigger = 'schedule' and b.trigger = 'schedule'`);
  const took = await one(`select extract(epoch from max(finished_at) - min(created_at))::numeric(10, 1) as n from linkage.run where trigger = 'schedule'`);
  const again = await one(`select count(*) as n from linkage.run where attempt > 1`);
  process.stdout.write(`${LINKAGES} linkages, ${WORKERS} workers, ${kills} kills, ${again} runs begun again, ${took} s\n`);
  process.stdout.write(`RESULT schedule.lost ${lost}\nRESULT schedule.twice ${twice}\nRESULT schedule.out_of_order ${inversions}\n`);
}

/** Two columns and a key: what is measured is planning and claiming. */
function contract(dataset: string): string {
  return writeContract({
    dataset, titleTh: 'ชุดตามเวลา', titleEn: 'Scheduled dataset', source: { ...defaultSource, format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1, headerRows: 1 },
    columns: [column(1, 'plot_id', 'integer', { primaryKey: 1 }), column(2, 'area_rai', 'decimal')],
    duplicates: 'reject', deletes: 'snapshot', gates: defaultGates, rules: [], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention,
  });
}
