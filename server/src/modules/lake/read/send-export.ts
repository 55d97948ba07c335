import type { FastifyReply } from 'fastify';
import type { LakePorts } from '../lake-ports.ts';
import { exportRelease, type ExportFormat } from './export-release.ts';
import type { Portion } from './portion.ts';

/** Answers a download with the file's name, length and bytes. */
export async function sendExport(ports: LakePorts, slug: string, portion: Portion, format: ExportFormat, reply: FastifyReply): Promise<unknown> {
  const file = await exportRelease(ports, portion, format);
  const name = `${slug}-r${portion.release.number}${format === 'csv-874' ? '-874' : ''}.${file.extension}`;
  return reply.header('content-type', file.contentType).header('content-length', file.bytes).header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`).send(file.open());
}
