import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '#kernel/jobs.ts';
import { expireUploads } from '../operations/upload.sql.gen.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { countPartitionsJob } from '../partitions/tell-uncounted.ts';
import { reap } from '../runs/worker.ts';
import { removeUploadFile } from '../uploads/upload-file.ts';
import { forgetQuarantine, listQuarantinePastRetention, listRawPastRetention, purgeRaw } from './sweeps.sql.gen.ts';

const DAY_S = 86_400;

/** Sweeps that keep the promise of retention and clear what died half-way. */
export function linkageJobs(ports: LinkagePorts): Job[] {
  return [
    { name: 'linkage.give-back-dead-runs', everySeconds: 15, leaseSeconds: 60, run: () => reap(ports.db, ports.log) },
    countPartitionsJob(ports),
    { name: 'linkage.expire-uploads', everySeconds: 3600, leaseSeconds: 600, run: () => sweepUploads(ports) },
    { name: 'linkage.retain-raw', everySeconds: DAY_S, leaseSeconds: 1800, run: () => retainRaw(ports) },
    { name: 'linkage.retain-quarantine', everySeconds: DAY_S, leaseSeconds: 1800, run: () => retainQuarantine(ports) },
  ];
}

async function sweepUploads(ports: LinkagePorts): Promise<void> {
  const expired = await ports.db.tx((tx) => expireUploads(tx, {}));
  for (const { id } of expired) await removeUploadFile(ports.uploadDir, id);
}

async function retainRaw(ports: LinkagePorts): Promise<void> {
  for (const { id, object_key } of await ports.db.read((tx) => listRawPastRetention(tx, {}))) {
    const purged = await ports.db.tx((tx) => purgeRaw(tx, { id }));
    if (purged?.last) await ports.objects.delete(object_key);
  }
}

async function retainQuarantine(ports: LinkagePorts): Promise<void> {
  for (const { id, quarantine_key } of await ports.db.read((tx) => listQuarantinePastRetention(tx, {}))) {
    await ports.objects.delete(quarantine_key);
    await ports.db.tx((tx) => forgetQuarantine(tx, { id }));
  }
}

/** Empties the folder of segments and spill files: whatever lies there belongs to a worker that died. */
export async function sweepSpill(spillDir: string): Promise<void> {
  for (const name of await readdir(spillDir).catch(() => [])) await rm(join(spillDir, name), { recursive: true, force: true });
}
