import type { IncomingMessage } from 'node:http';
import { Type } from 'typebox';
import { dataTypes } from '@saphan/contracts/catalogue/definition';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { templateReportSchema } from '../schemas.ts';
import { assertAgency, takeHarvestTemplate } from './take-template.ts';
import { listTemplateRecords, writeTemplate } from './write-template.ts';

const LARGEST_FILE = 20 * 1024 * 1024;
const agency = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,40}$', description: 'Whose records they are.' });

/** The government's workbook, out and in. */
export const templateRoutes: Route[] = [
  route({
    method: 'GET', path: '/harvest/template', operationId: 'getHarvestTemplate', summary: "The government's workbook with an agency's records of one kind", policy: policies['take-template'], stream: 'reply',
    querystring: Type.Object({ agency, type: Type.Union(dataTypes.map((type) => Type.Literal(type))) }), response: { 200: Type.Any() },
    handler: async ({ db, who, query, reply }) => {
      const { house, records } = await db.read(async (tx) => ({ house: await assertAgency(tx, who, query.agency), records: await listTemplateRecords(tx, query.agency, query.type) }));
      return reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', `attachment; filename="gd-catalog-${query.agency}-${query.type}.xlsx"`)
        .send(writeTemplate(query.type, house, records));
    },
  }),
  route({
    method: 'POST', path: '/harvest/template', operationId: 'takeHarvestTemplate', summary: 'Try a filled workbook, or take it whole', policy: policies['take-template'], stream: 'request',
    querystring: Type.Object({ agency, apply: Type.Optional(Type.Boolean({ default: false })) }), response: { 200: templateReportSchema },
    handler: async ({ db, who, query, request }) => takeHarvestTemplate(db, who, query.agency, await readBytes(request.raw), query.apply === true),
  }),
];

/** @throws `harvest.template-too-large`. */
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > LARGEST_FILE) throw problem('template-too-large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
