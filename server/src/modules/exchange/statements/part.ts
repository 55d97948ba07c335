import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { contentTypes } from '#kernel/papers/paper.ts';
import { printPaper } from '#kernel/papers/press.ts';
import { route } from '#kernel/route.ts';
import { answerStatement } from './answer-statement.ts';
import { statementJob } from './make-statements.ts';
import { policies } from './policies.ts';
import { downloadStatementIds, getStatement, listStatements } from './read-statement.ts';
import { StatementList, StatementPage, StatementParams, StatementsQuery, StatementWord } from './schemas.ts';
import { statementPaper } from './statement-paper.ts';

const now = () => systemClock.now();
const { 'read-statements': read, 'answer-statement': answer } = policies;

/** What two systems exchanged on a day, countersigned by both. */
export const statementsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/statements', operationId: 'listStatements', summary: 'Daily statements of what two systems exchanged', policy: read, querystring: StatementsQuery, response: { 200: StatementList },
      handler: ({ db, who, query }) => db.read((tx) => listStatements(tx, who, query)),
    }),
    route({
      method: 'GET', path: '/exchange/statements/:id', operationId: 'getStatement', summary: 'A daily statement with its text, what lies behind its figures and everything that was said', policy: read, params: StatementParams, response: { 200: StatementPage },
      handler: ({ db, who, params }) => db.read((tx) => getStatement(tx, who, params.id, now())),
    }),
    route({
      method: 'GET', path: '/exchange/statements/:id/exchanges', operationId: 'downloadStatementIds', summary: 'Ids of the exchanges that a statement counts, in order, one a line', policy: read, params: StatementParams, response: { 200: Type.String({ description: 'text/plain' }) }, stream: 'reply',
      handler: async ({ db, who, params, reply }) => reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-store').header('content-disposition', `attachment; filename="statement-${params.id}-exchanges.txt"`).send(await downloadStatementIds(db, who, params.id)),
    }),
    route({
      method: 'GET', path: '/exchange/statements/:id/paper', operationId: 'downloadStatementPaper', summary: 'A daily statement as a paper, with what both sides said', policy: read, params: StatementParams, response: { 200: Type.String({ description: 'application/pdf' }) }, stream: 'reply',
      handler: async ({ db, who, params, reply }) => {
        const page = await db.read((tx) => getStatement(tx, who, params.id, now()));
        return reply.type(contentTypes.pdf).header('content-disposition', `attachment; filename="statement-${page.day}-${page.id}.pdf"`).send(await printPaper(statementPaper(page), 'pdf'));
      },
    }),
    route({
      method: 'POST', path: '/exchange/statements/:id/answers', operationId: 'answerStatement', summary: 'Say whether a statement matches one’s own record', policy: answer, params: StatementParams, body: StatementWord, response: { 200: StatementPage },
      handler: async ({ db, who, params, body }) => {
        await db.tx((tx) => answerStatement(tx, who, params.id, body, now()));
        return db.read((tx) => getStatement(tx, who, params.id, now()));
      },
    }),
  ],
  jobs: [statementJob],
};
