import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { isReadByNames } from '@saphan/contracts/contract';
import { kernelProblem } from '#kernel/problems.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { withRawData } from '../pipeline/raw-data.ts';
import { openRecords } from '../pipeline/records.ts';
import { selectQuarantine, withQuarantine, type Quarantine } from '../reads/quarantine.ts';
import { quarantineWorkbook } from './quarantine-workbook.ts';
import { findRunRaw } from './upload.sql.gen.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Streams the quarantine of a run as a workbook. */
export async function sendWorkbook(ports: LinkagePorts, runId: number, reply: FastifyReply): Promise<void> {
  const quarantine = await selectQuarantine(ports, runId);
  if (quarantine.key === null) throw kernelProblem('not-found', { runId });
  const names = await sourceNames(ports, quarantine);
  await withQuarantine(ports, quarantine.key, async (engine) => {
    reply.hijack();
    const name = encodeURIComponent(`แถวที่กัก-รอบ-${runId}.xlsx`);
    reply.raw.writeHead(200, { 'content-type': XLSX, 'content-disposition': `attachment; filename="quarantine-run-${runId}.xlsx"; filename*=UTF-8''${name}`, 'cache-control': 'no-store' });
    if (reply.raw.destroyed) return;
    await pipeline(quarantineWorkbook(engine, quarantine.contract, names, quarantine.replayed), reply.raw);
  });
}

/** Column names as the source has them, in its order; the contract's when the raw file is past retention. */
async function sourceNames(ports: LinkagePorts, { contract, runId }: Quarantine): Promise<string[]> {
  const wanted = contract.columns.map((column) => column.source);
  const raw = await ports.db.read((tx) => findRunRaw(tx, { run_id: runId }));
  if (!raw || isReadByNames(contract.source.format)) return wanted;
  return withRawData(ports, raw.object_key, async (path) => {
    const records = await openRecords(contract, path, ports.spillDir);
    await records.close();
    return records.header.names.length > 0 ? records.header.names : wanted;
  });
}
