// `bench import`: a CKAN of 20,000 datasets with two resources each, imported whole (records, resources, versions, audit, events), then once more with
// nothing changed. --quick imports 2,000.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBenchHouse } from './house.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import type { HarvestPorts } from '../server/src/modules/harvest/index.ts';
import { startHarvestJob } from '../server/src/modules/harvest/operations/drive-job.ts';
import { createHarvestSource } from '../server/src/modules/harvest/operations/keep-source.ts';
import { selectJob } from '../server/src/modules/harvest/reads/sources.ts';
import { goodPackage } from '../server/src/modules/harvest/testing/small-ckan.ts';
import { workOff } from '../server/src/modules/harvest/job/worker.ts';

const quick = process.argv.includes('--quick');
const COUNT = quick ? 2_000 : 20_000;
const PAGE = 500;
const agencies = ['rid', 'doae', 'ldd', 'fisheries', 'dld'];

/** Every page is ready as text, so that the source takes next to nothing. */
async function openSource(): Promise<{ url: string; close(): void }> {
  const pages = Array.from({ length: Math.ceil(COUNT / PAGE) + 1 }, (_, page) => JSON.stringify({ success: true, result: { count: COUNT, results: Array.from({ length: Math.max(0, Math.min(PAGE, COUNT - page * PAGE)) }, (_each, n) => packageOf(page * PAGE + n)) } }));
  const server = createServer((request, response) => {
    const start = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('start') ?? -1);
    response.writeHead(200, { 'content-type': 'application/json' }).end(start < 0 ? '{"success":true,"result":{}}' : pages[Math.floor(start / PAGE)]);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

const packageOf = (n: number) => goodPackage(n, {
  organization: { name: agencies[n % agencies.length], title: 'หน่วยงาน' }, notes: `ปริมาณน้ำฝนและน้ำท่ารายเดือนของสถานีที่ ${n} วัดโดยเจ้าหน้าที่ภาคสนาม `.repeat(4),
  resources: ['csv', 'json'].map((format) => ({ id: `${n}-${format}`, name: `ไฟล์ ${format}`, url: `https://ckan.example/${n}.${format}`, format, size: 1_000 })),
});

const house = await openBenchHouse();
const source = await openSource();
const ports: HarvestPorts = { db: house.db, log: openLog('bench', 'silent'), objects: house.ports.objects, rules: { allow: ['127.0.0.1'] }, publicUrl: 'http://saphan.example', instanceId: async () => 'bench', maxFileBytes: 1 };
try {
  const { id } = await house.db.tx((tx) => createHarvestSource(tx, theHouse, { nameTh: 'วัด', nameEn: 'Bench', kind: 'ckan', url: source.url, pageSize: PAGE, delayMs: 0, lands: 'published', agencyId: 'ops' }, ports.publicUrl));
  for (const name of ['datasets_per_s', 'unchanged_per_s']) {
    const job = await house.db.tx((tx) => startHarvestJob(tx, theHouse, id));
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await workOff(ports);
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const { state, counts } = await house.db.read((tx) => selectJob(tx, job.id));
    process.stdout.write(`${state} ${JSON.stringify(counts)} in ${seconds.toFixed(1)} s, ${((user + system) / 1_000 / COUNT).toFixed(2)} ms of CPU a dataset beside PostgreSQL\nRESULT import.${name} ${(COUNT / seconds).toFixed(0)} /s\n`);
  }
} finally {
  source.close();
  await house.close();
}
