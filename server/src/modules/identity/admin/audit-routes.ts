import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { listAudit } from './list-audit.ts';
import { policies } from './policies.ts';

const name = Type.String({ minLength: 1, maxLength: 200 });
const day = Type.String({ format: 'date', description: 'A day in Bangkok, counted.' });
const auditQuery = Type.Object({
  actor: Type.Optional(name), action: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Whole or its beginning: `identity.`.' })), subject: Type.Optional(name),
  from: Type.Optional(day), to: Type.Optional(day), cursor: Type.Optional(Type.Integer({ minimum: 1 })),
});
const auditRow = Type.Object({ id: Type.Integer(), at: Type.String(), actor: Type.String(), role: Type.String(), action: Type.String(), subject: Type.String(), detail: Type.Object({}, { additionalProperties: true }) });

/** Who did what, for those who check. */
export const auditRoutes: Route[] = [
  route({
    method: 'GET', path: '/audit', operationId: 'listAudit', summary: 'Who did what, newest first', policy: policies['list-audit'], querystring: auditQuery,
    response: { 200: Type.Object({ items: Type.Array(auditRow), nextCursor: Type.Union([Type.Integer(), Type.Null()]) }) },
    handler: ({ db, query }) => db.read((tx) => listAudit(tx, query)),
  }),
];
