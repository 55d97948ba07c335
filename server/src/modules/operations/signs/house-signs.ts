import { formatBytes } from '@saphan/contracts/numbers';
import type { Facts, Sign } from '../schemas.ts';
import { FAILS_FOR_GOOD } from './run-signs.ts';
import { ageOf, counted, HOUR_MS, span } from './words.ts';

const DISK_LOW = 0.15;
const DISK_SHORT = 0.05;
const HEARD_LATE_MS = 60_000;
const HEARD_STUCK_MS = 10 * 60_000;
const SWEEP_LATE_MS = HOUR_MS;

/** What workers, disk, events, sweeps and the release show. */
export function signsOfHouse(facts: Facts): Sign[] {
  return [...signsOfWorkers(facts), ...signsOfDisk(facts), ...signsOfConsumers(facts), ...signsOfSweeps(facts), ...signsOfVersion(facts)];
}

/** A house that starts has its first worker a moment later. */
const WORKER_COMES_MS = 60_000;

function signsOfWorkers({ workers, asOf, lastBeatAt, since }: Facts): Sign[] {
  const signs: Sign[] = [];
  const now = Date.parse(asOf);
  const [alive, drained, lost] = [workers.filter(({ state }) => state === 'working' || state === 'idle'), workers.filter(({ state }) => state === 'drained'), workers.filter(({ state }) => state === 'lost')];
  if (alive.length === 0) {
    const why = drained.length > 0 ? { th: ' (หยุดไว้ตามคำสั่ง)', en: ' (drained by a person)' } : { th: '', en: '' };
    signs.push({
      code: 'no-worker', level: drained.length > 0 || ageOf(lastBeatAt ?? since, now) > WORKER_COMES_MS ? 'act' : 'watch', th: `ไม่มีตัวทำงานที่รับงานอยู่${why.th} จึงไม่มีชุดข้อมูลใดเชื่อมโยงได้`, en: `No worker takes runs${why.en}, so nothing is linked`,
      nextTh: drained.length > 0 ? 'เริ่มตัวทำงานที่หยุดไว้ใหม่เมื่อพร้อม' : 'เริ่ม saphan up หรือ saphan worker แล้วดูบันทึก worker.log', nextEn: drained.length > 0 ? 'Start the drained worker again when it may work.' : 'Start saphan up or saphan worker, and read worker.log.',
    });
  }
  for (const worker of lost) {
    const silent = span(ageOf(worker.beatAt, now));
    signs.push({
      code: 'worker-lost', level: 'watch', th: `ตัวทำงานบน ${worker.host} เงียบไป ${silent.th} งานของมันคืนเข้าคิวแล้ว`, en: `The worker on ${worker.host} has been silent for ${silent.en}; its runs were given back`,
      nextTh: 'ดูว่าเครื่องนั้นยังทำงานและต่อฐานข้อมูลได้', nextEn: 'See whether that machine runs and reaches the database.',
    });
  }
  return signs;
}

/** How a disk stands. @param disk `totalBytes` 0 where its size is not known: then only what is needed counts. */
export function levelOfDisk({ freeBytes, totalBytes, neededBytes }: Pick<Facts['disk'], 'freeBytes' | 'totalBytes' | 'neededBytes'>): 'fine' | Sign['level'] {
  if (freeBytes < Math.max(totalBytes * DISK_SHORT, neededBytes * 2)) return 'act';
  return freeBytes < totalBytes * DISK_LOW ? 'watch' : 'fine';
}

function signsOfDisk({ disk, workers }: Facts): Sign[] {
  const ofWorkers = workers.filter((each) => each.state !== 'drained' && each.state !== 'lost')
    .map((each) => ({ name: { th: `ดิสก์ของตัวทำงานบน ${each.host}`, en: `the disk of the worker on ${each.host}` }, freeBytes: each.diskFreeBytes, totalBytes: 0 }));
  const places = [{ name: { th: 'ดิสก์ของข้อมูล', en: 'the data disk' }, freeBytes: disk.freeBytes, totalBytes: disk.totalBytes }, ...ofWorkers]
    .map((place) => ({ ...place, level: levelOfDisk({ ...place, neededBytes: disk.neededBytes }) }));
  const worst = places.some(({ level }) => level === 'act') ? 'act' : 'watch';
  return places.filter(({ level }) => level === worst).slice(0, 3).map(({ name, freeBytes }) => ({
    code: 'disk-low', level: worst, th: `${name.th}เหลือ ${formatBytes(freeBytes)}`, en: `${formatBytes(freeBytes)} left on ${name.en}`,
    nextTh: 'เพิ่มเนื้อที่ หรือทำตามคู่มือ “ดิสก์เต็ม”', nextEn: 'Add space, or follow the runbook “disk full”.',
  }));
}

function signsOfConsumers({ consumers, asOf }: Facts): Sign[] {
  const now = Date.parse(asOf);
  const late = consumers.filter((each) => each.failures > 0 || ageOf(each.oldestAt, now) > HEARD_LATE_MS);
  const worst = late.toSorted((a, b) => ageOf(b.oldestAt, now) - ageOf(a.oldestAt, now))[0];
  if (!worst) return [];
  const [count, behind] = [counted(late.length, 'ราย', 'consumer'), span(ageOf(worst.oldestAt, now))];
  return [{
    code: 'events-unheard', level: ageOf(worst.oldestAt, now) > HEARD_STUCK_MS || worst.failures >= FAILS_FOR_GOOD ? 'act' : 'watch',
    th: `ผู้รับเหตุการณ์ ${count.th} ตามไม่ทัน ช้าที่สุด ${worst.name} ช้าไป ${behind.th}`, en: `${count.en} behind with events, ${worst.name} by ${behind.en}`,
    nextTh: 'กระดานและดัชนีค้นจะยังไม่ตรง ดูข้อผิดพลาดของผู้รับและบันทึก worker.log', nextEn: 'Boards and search lag until it is mended: read its error and worker.log.',
  }];
}

function signsOfSweeps({ sweeps, asOf }: Facts): Sign[] {
  const now = Date.parse(asOf);
  const bad = sweeps.filter((each) => each.failures > 0 || (each.worker === null && now - Date.parse(each.nextAt) > SWEEP_LATE_MS));
  if (bad.length === 0) return [];
  const count = counted(bad.length, 'งาน', 'sweep');
  return [{
    code: 'sweeps-failing', level: bad.some((each) => each.failures >= FAILS_FOR_GOOD) ? 'act' : 'watch', th: `งานกวาด ${count.th} ไม่สำเร็จหรือเลยเวลา: ${bad.slice(0, 3).map(({ name }) => name).join(', ')}`, en: `${count.en} failed or overdue: ${bad.slice(0, 3).map(({ name }) => name).join(', ')}`,
    nextTh: 'อ่านข้อผิดพลาดในตารางงานกวาด ระบบลองใหม่เอง', nextEn: 'Read the error in the table of sweeps; it is tried again by itself.',
  }];
}

function signsOfVersion({ version, workers }: Facts): Sign[] {
  const signs: Sign[] = [];
  if (version.missing.length > 0) {
    const count = counted(version.missing.length, 'รายการ', 'migration');
    signs.push({ code: 'migrations-missing', level: 'act', th: `โครงสร้างฐานข้อมูลขาด ${count.th}`, en: `The database lacks ${count.en}`, nextTh: 'ใช้ saphan migrate', nextEn: 'Use saphan migrate.' });
  }
  const others = [...new Set(workers.filter((each) => each.state !== 'drained' && each.state !== 'lost').map((each) => each.version))].filter((each) => each !== version.running);
  if (others.length > 0) {
    signs.push({
      code: 'versions-differ', level: 'watch', th: `ตัวทำงานบางตัวเป็นรุ่น ${others.join(', ')} แต่หน้าเว็บเป็นรุ่น ${version.running}`, en: `Some workers are of release ${others.join(', ')}, the page of ${version.running}`,
      nextTh: 'ให้ตัวทำงานเก่าหยุดรับงาน แล้วเริ่มด้วยรุ่นใหม่', nextEn: 'Drain the old workers and start them with the new release.',
    });
  }
  return signs;
}
