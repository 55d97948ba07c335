import { uuidPattern } from '@saphan/contracts/ids';
import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { findPersonWithin } from '../admin/person-reach.ts';
import type { IdentityPorts } from '../ports.ts';
import { listIdentifiers, recordIdentifier, removeIdentifier } from './identifiers.ts';
import { policies } from './policies.ts';

const id = Type.String({ pattern: uuidPattern });
const params = Type.Object({ id });
const listSchema = Type.Object({ items: Type.Array(Type.Object({ kind: Type.String(), ial: Type.Integer(), issuer: Type.String(), verifiedAt: Type.String(), sealed: Type.Boolean({ description: 'Also kept sealed, not only as a keyed reference.' }) })) });

/** Citizen ids of people: noted and compared, never shown. */
export const identifierRoutes = (ports: IdentityPorts): Route[] => [
  route({
    method: 'GET', path: '/people/:id/identifiers', operationId: 'listIdentifiers', summary: 'Which identifiers of a person are known', policy: policies['list-identifiers'], params, response: { 200: listSchema },
    handler: ({ db, who, params: { id: personId } }) => db.read(async (tx) => { await findPersonWithin(tx, who, personId); return { items: await listIdentifiers(tx, personId) }; }),
  }),
  route({
    method: 'POST', path: '/people/:id/identifiers', operationId: 'recordIdentifier', summary: 'Note the citizen id of a person', policy: policies['record-identifier'], params,
    body: Type.Object({ number: Type.String({ maxLength: 40, description: '13 digits, with or without hyphens; kept as a keyed reference only.' }) }, { additionalProperties: false }), response: { 200: listSchema },
    handler: ({ db, who, params: { id: personId }, body }) => db.tx(async (tx) => { await findPersonWithin(tx, who, personId); return { items: await recordIdentifier(tx, ports, who, personId, body.number) }; }),
  }),
  route({
    method: 'DELETE', path: '/people/:id/identifiers/:kind', operationId: 'removeIdentifier', summary: 'Forget an identifier that was noted wrongly', policy: policies['record-identifier'], params: Type.Object({ id, kind: Type.String({ maxLength: 20 }) }), response: { 204: Type.Null() },
    handler: async ({ db, who, params: { id: personId, kind }, reply }) => { await db.tx((tx) => forget(tx, who, personId, kind)); return reply.status(204).send(null); },
  }),
];

async function forget(tx: Tx, who: Principal, personId: string, kind: string): Promise<void> {
  await findPersonWithin(tx, who, personId);
  await removeIdentifier(tx, who, personId, kind);
}
