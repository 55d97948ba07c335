import { formatNumber } from '@saphan/contracts/numbers';
import { releaseFiles } from '#modules/lake/index.ts';
import type { Engine } from '#modules/lake/index.ts';
import { findCodeListRelease } from '../reads/code-lists.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { RunSession } from '../runs/run-session.ts';
import { takeGoneKeys } from '../reading/gone-keys.ts';
import { countWithoutCursor, refuseFormerKeys, takeTombstones } from '../reading/part-rules.ts';
import { assertKeyForPart } from '../reading/what-was-read.ts';
import { replacePartition } from '../partitions/replace-partition.ts';
import { applyKeyRules } from './keys.ts';
import { withRawData } from './raw-data.ts';
import { judgeTableRules } from './library-rules.ts';
import { quarantineBadRows, summariseRejects } from './quarantine.ts';
import { applyCodeLists, applyRowRules, loadCodes, type RuleFinding } from './rules.ts';
import type { Sieved } from './sieve-into-stage.ts';
import { bringsPart, type Work } from './work.ts';

export interface Checked extends Sieved { findings: RuleFinding[] }

const count = formatNumber;

/** Applies the set-based rules to the staged rows and moves what breaks them into the quarantine. */
export async function checkRows(session: RunSession, ports: LinkagePorts, work: Work, sieved: Sieved, engine: Engine): Promise<Checked> {
  session.begin('check');
  assertKeyForPart(work.reach, work.contract);
  await loadCodeLists(ports, work, engine);
  const findings = await applyRowRules(engine, work.contract);
  await applyCodeLists(engine, work.contract);
  await applyKeyRules(engine, work.contract);
  if (work.partition === null && work.reading?.reading.mode === 'append') await releaseFiles(ports.objects, work.previous, (paths) => refuseFormerKeys(engine, work.contract, paths));
  const places = sieved.rawPlaces && { source: sieved.rawPlaces, withPath: <T>(use: (path: string) => Promise<T>) => withRawData(ports, sieved.raw.object_key, use) };
  const moved = await quarantineBadRows(engine, work.contract, places);
  session.progress.rowsOk -= moved;
  session.progress.rowsBad += moved;
  await noteReading(session, ports, work, engine);
  await replacePartition(session, ports, work, engine);
  // Parts and corrected rows are not all rows.
  if (work.run.replay_of === null && work.partition === null && !bringsPart(work)) findings.push(...await judgeTableRules(engine, work.contract, work.previous?.rowCount ?? null));
  const { summary } = await summariseRejects(engine);
  session.rejects = summary;
  session.finish('check', `ผ่าน ${count(session.progress.rowsOk)} แถว`, `${count(session.progress.rowsOk)} rows pass`);
  return { ...sieved, findings };
}

/** What a cursor cannot see, and what the source says is gone, in the run's log. */
async function noteReading(session: RunSession, ports: LinkagePorts, work: Work, engine: Engine): Promise<void> {
  const reading = work.reading?.reading ?? null;
  const unseen = await countWithoutCursor(engine, reading);
  if (unseen > 0) await session.log('warn', `${count(unseen)} แถวไม่มีค่าในคอลัมน์ที่ใช้จำตำแหน่ง จะเห็นการเปลี่ยนแปลงเมื่ออ่านใหม่ทั้งหมดเท่านั้น`, `${count(unseen)} rows have no value in the cursor column; their changes are seen only when all is read again`);
  const gone = await takeTombstones(engine, work.contract, reading) + await takeGoneKeys(ports, work, engine, session.signal);
  if (gone > 0) await session.log('info', `ต้นทางแจ้งว่าลบ ${count(gone)} แถว`, `the source says that ${count(gone)} rows are gone`);
}

async function loadCodeLists(ports: LinkagePorts, work: Work, engine: Engine): Promise<void> {
  for (const column of work.contract.columns) {
    if (!column.codeList || !('dataset' in column.codeList)) continue;
    const { dataset, column: codeColumn } = column.codeList;
    const release = await ports.db.read((tx) => findCodeListRelease(tx, dataset));
    await releaseFiles(ports.objects, release, (files) => loadCodes(engine, column, files, codeColumn));
  }
}
