import type { FastifyReply } from 'fastify';
import type { LakePorts } from '../lake-ports.ts';
import type { Release } from '../release.ts';
import { exportRelease, type ExportFormat } from './export-release.ts';

/** Answers a download with the file's name, length and bytes. */
export async function sendExport(ports: LakePorts, slug: string, release: Release, format: ExportFormat, reply: FastifyReply): Promise<unknown> {
  const file = await exportRelease(ports, release, format);
  const name = `${slug}-r${release.number}${format === 'csv-874' ? '-874' : ''}.${file.extension}`;
  return reply.header('content-type', file.contentType).header('content-length', file.bytes).header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`).send(file.open());
}
