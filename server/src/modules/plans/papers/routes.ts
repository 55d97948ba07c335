import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { contentTypes, paperFormats, type Paper, type PaperFormat } from '#kernel/papers/paper.ts';
import { printPaper } from '#kernel/papers/press.ts';
import { route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { readBoard } from '../reads/board.ts';
import { progressReport } from './progress-report.ts';
import { reminderLetter } from './reminder-letter.ts';

/** The agency whose secretariat writes to the others (definitions/agencies.yaml). */
const SECRETARIAT = 'ops';

const asOf = Type.Optional(Type.String({ maxLength: 10 }));
const format = (formats: readonly PaperFormat[]) => Type.Optional(Type.Unsafe<PaperFormat>({ type: 'string', enum: formats, default: 'pdf' }));
const file = { 200: Type.String({ description: 'application/pdf, or the type of a DOCX or XLSX' }) };

export const paperRoutes = [
  route({
    method: 'GET', path: '/plans/report', operationId: 'getProgressReport', summary: 'The board as of a day, as a paper', policy: policies['read-report'],
    querystring: Type.Object({ asOf, format: format(paperFormats) }), response: file, stream: 'reply',
    handler: async ({ db, query, reply }) => {
      const board = await db.read((tx) => readBoard(tx, query.asOf ?? null, systemClock.now()));
      return send(reply, progressReport(board), query.format ?? 'pdf', `progress-${board.asOf}`);
    },
  }),
  route({
    method: 'GET', path: '/plans/letters/:agency', operationId: 'downloadReminderLetter', summary: 'The draft of a letter to an agency about its overdue datasets', policy: policies['draft-letter'],
    params: Type.Object({ agency: Type.String({ maxLength: 31 }) }), querystring: Type.Object({ asOf, format: format(['pdf', 'docx']) }), response: file, stream: 'reply',
    handler: async ({ db, who, params, query, reply }) => {
      const board = await db.read((tx) => readBoard(tx, query.asOf ?? null, systemClock.now()));
      const row = board.agencies.find(({ agency }) => agency.id === params.agency);
      const sender = board.agencies.find(({ agency }) => agency.id === SECRETARIAT)?.agency;
      if (!row || !sender) throw problem('agency-not-on-board', { agency: params.agency });
      if (!who.agencies.includes('*') && !who.agencies.includes(params.agency)) throw problem('letter-of-another', { agency: params.agency });
      return send(reply, reminderLetter(board, row, sender), query.format ?? 'pdf', `letter-${params.agency}-${board.asOf}`);
    },
  }),
];

async function send(reply: FastifyReply, paper: Paper, form: PaperFormat, name: string): Promise<FastifyReply> {
  const bytes = await printPaper(paper, form);
  return reply.type(contentTypes[form]).header('content-disposition', `attachment; filename="${name}.${form}"`).send(bytes);
}
