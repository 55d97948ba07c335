import { formatNumber } from '@saphan/contracts/numbers';
import { join } from 'node:path';
import type { Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { RunSession } from '../runs/run-session.ts';
import { writeQuarantine } from './quarantine.ts';

/** Stores the quarantine of a run before anything is published: rejected rows are kept also when the run is held or fails later. */
export async function keepQuarantine(session: RunSession, ports: LinkagePorts, engine: Engine, folder: string): Promise<void> {
  session.begin('quarantine');
  const { rowsBad, rowsRead } = session.progress;
  if (rowsBad > 0) {
    const path = join(folder, 'quarantine.parquet');
    await writeQuarantine(engine, path);
    const key = `quarantine/run-${session.run.id}.parquet`;
    await ports.objects.put(key, { file: path, take: true });
    session.quarantineKey = key;
  }
  const share = rowsRead === 0 ? 0 : (rowsBad / rowsRead) * 100;
  const figure = `${formatNumber(rowsBad)} (${share.toFixed(share > 0 && share < 1 ? 3 : 1)}%)`;
  session.finish('quarantine', `กัก ${figure} แถว`, `${figure} rows quarantined`, rowsBad > 0 ? 'warned' : 'done');
}
