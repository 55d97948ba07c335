import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { contentTypes } from '#kernel/papers/paper.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { idOf, NewPrinting, Printing, PrintingParams } from '../schemas.ts';
import { downloadPrinting, printMeetingPaper } from './print.ts';

export const paperRoutes = [
  route({
    method: 'POST', path: '/meetings/:id/printings', operationId: 'printMeetingPaper', summary: 'Print a paper of the meeting, or all of them, and record which', policy: policies['print-papers'], params: idOf, body: NewPrinting, response: { 201: Printing },
    handler: async ({ db, actor, params, body, reply }) => { reply.status(201); return printMeetingPaper(db, actor, params.id, body, systemClock.now()); },
  }),
  route({
    method: 'GET', path: '/meetings/:id/printings/:printing/file', operationId: 'downloadPrinting', summary: 'A recorded printing as a file, drawn from its day and moment', policy: policies['read-meetings'], params: PrintingParams,
    response: { 200: Type.String({ description: 'application/pdf, or the type of a DOCX or XLSX' }) }, stream: 'reply',
    handler: async ({ db, params, reply }) => {
      const { bytes, format, name, figuresSha256 } = await downloadPrinting(db, params.id, params.printing);
      return reply.type(contentTypes[format]).header('content-disposition', `attachment; filename="${name}.${format}"`).header('x-figures-sha256', figuresSha256).send(bytes);
    },
  }),
];
