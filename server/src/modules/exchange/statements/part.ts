import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { statementJob } from './make-statements.ts';
import { policies } from './policies.ts';
import { Statement, StatementList, StatementParams, StatementsQuery, StatementWord } from './schemas.ts';
import { answerStatement, getStatement, listStatements } from './statements.ts';

const { 'read-statements': read, 'answer-statement': answer } = policies;

/** What two systems exchanged on a day, countersigned by both. */
export const statementsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/statements', operationId: 'listStatements', summary: 'Daily statements of what two systems exchanged', policy: read, querystring: StatementsQuery, response: { 200: StatementList },
      handler: ({ db, who, query }) => db.read((tx) => listStatements(tx, who, query)),
    }),
    route({
      method: 'GET', path: '/exchange/statements/:id', operationId: 'getStatement', summary: 'A daily statement with its text', policy: read, params: StatementParams, response: { 200: Statement },
      handler: ({ db, who, params }) => db.read((tx) => getStatement(tx, who, params.id)),
    }),
    route({
      method: 'POST', path: '/exchange/statements/:id/answers', operationId: 'answerStatement', summary: 'Say whether a statement matches one’s own record', policy: answer, params: StatementParams, body: StatementWord, response: { 200: Statement },
      handler: async ({ db, who, params, body }) => {
        await db.tx((tx) => answerStatement(tx, who, params.id, body, systemClock.now()));
        return db.read((tx) => getStatement(tx, who, params.id));
      },
    }),
  ],
  jobs: [statementJob],
};
