import { Type } from 'typebox';
import { audit } from '#kernel/audit.ts';
import { route, type Route } from '#kernel/route.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { sendWorkbook } from '../operations/send-workbook.ts';
import { policies } from '../policies.ts';
import { ofRun } from './resources.ts';
import { listQuarantine } from '../reads/quarantine.ts';
import { QuarantineList, QuarantineQuery, RunParams } from '../schemas.ts';

/** The quarantine: read, and taken away as a workbook to be corrected. */
export function quarantineRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/runs/:id/quarantine', operationId: 'listQuarantine', summary: 'Quarantined records of a run, by line', policy: policies['read-quarantine'],
      params: RunParams, querystring: QuarantineQuery, response: { 200: QuarantineList }, resource: ofRun,
      handler: async ({ params, query }) => listQuarantine(ports, params.id, query),
    }),
    route({
      method: 'GET', path: '/runs/:id/quarantine.xlsx', operationId: 'downloadQuarantine', summary: 'The quarantine as a workbook to correct and send back', policy: policies['read-quarantine'],
      params: RunParams, response: { 200: Type.String({ description: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }) }, stream: 'reply', resource: ofRun,
      handler: async ({ params, actor, db, reply }) => {
        await db.tx((tx) => audit(tx, actor, 'linkage.quarantine-downloaded', `run:${params.id}`));
        return sendWorkbook(ports, params.id, reply);
      },
    }),
  ];
}
