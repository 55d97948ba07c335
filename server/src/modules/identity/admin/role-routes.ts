import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { problem } from './errors.ts';
import { grantRole, revokeRole } from './grant-role.ts';
import { assertReachesAccount, listAccounts } from './list-accounts.ts';
import { policies } from './policies.ts';
import { findGrant } from './role.sql.gen.ts';
import { accountListQuery, accountParams, accountSchema, grantParams, newGrantSchema, newServiceAccountSchema, newServiceTokenSchema, adoptableSchema, serviceTokenSchema, tokenParams } from './schemas.ts';
import { adoptAccounts, createServiceAccount, issueServiceToken, listAdoptable, revokeServiceToken } from './service-account.ts';

/** Roles given directly, and accounts of programs. */
export const roleRoutes: Route[] = [
  route({
    method: 'POST', path: '/accounts/:id/roles', operationId: 'grantRole', summary: 'Give an account a role', policy: policies['grant-role'], params: accountParams, body: newGrantSchema,
    response: { 201: Type.Object({ id: Type.Integer(), since: Type.String() }) },
    handler: ({ db, who, params, body, reply }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); reply.status(201); return grantRole(tx, who, { ...body, accountId: params.id }); }),
  }),
  route({
    method: 'DELETE', path: '/role-grants/:id', operationId: 'revokeRole', summary: 'Take a role back', policy: policies['grant-role'], params: grantParams,
    querystring: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) }), response: { 204: Type.Null() },
    handler: ({ db, who, params, query, reply }) => db.tx(async (tx) => {
      const grant = await findGrant(tx, { id: params.id });
      if (!grant) throw problem('grant-unknown', { grantId: params.id });
      await assertReachesAccount(tx, who, grant.account_id, true);
      await revokeRole(tx, who, params.id, query.reason);
      reply.status(204);
      return null;
    }),
  }),
  route({
    method: 'GET', path: '/service-accounts', operationId: 'listServiceAccounts', summary: 'Accounts of programs', policy: policies['list-accounts'], querystring: accountListQuery,
    response: { 200: Type.Object({ items: Type.Array(accountSchema), nextCursor: Type.Union([Type.String(), Type.Null()]) }) },
    handler: ({ db, who, query }) => db.read((tx) => listAccounts(tx, who, { ...query, kind: 'service' })),
  }),
  route({
    method: 'POST', path: '/service-accounts', operationId: 'createServiceAccount', summary: 'Open an account for a program', policy: policies['manage-service-accounts'], body: newServiceAccountSchema, response: { 201: accountSchema },
    handler: ({ db, who, body, reply }) => db.tx(async (tx) => {
      if (!who.agencies.includes('*') && !who.agencies.includes(body.agencyId)) throw problem('role-refused', { agencyId: body.agencyId });
      reply.status(201);
      return createServiceAccount(tx, who, body);
    }),
  }),
  route({
    method: 'POST', path: '/service-accounts/:id/tokens', operationId: 'issueServiceToken', summary: 'Issue a token of a program, shown once', policy: policies['manage-service-accounts'], params: accountParams, body: newServiceTokenSchema, response: { 201: serviceTokenSchema },
    handler: ({ db, who, params, body, reply }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); reply.status(201); return issueServiceToken(tx, who, params.id, body); }),
  }),
  route({
    method: 'DELETE', path: '/service-accounts/:id/tokens/:tokenId', operationId: 'revokeServiceToken', summary: 'End a token of a program at once', policy: policies['manage-service-accounts'], params: tokenParams, response: { 204: Type.Null() },
    handler: ({ db, who, params, reply }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); await revokeServiceToken(tx, who, params.id, params.tokenId); return reply.status(204).send(null); }),
  }),
  route({
    method: 'POST', path: '/service-accounts/:id/adopt', operationId: 'adoptAccounts', summary: 'Hand the accounts that came by files of its agency to a directory', policy: policies['manage-service-accounts'], params: accountParams, response: { 200: Type.Object({ accounts: Type.Integer() }) },
    handler: ({ db, who, params }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); return { accounts: await adoptAccounts(tx, who, params.id) }; }),
  }),
  route({
    method: 'GET', path: '/service-accounts/:id/adopt', operationId: 'listAdoptable', summary: 'Accounts that came by files of its agency, which a directory may adopt', policy: policies['list-accounts'], params: accountParams, response: { 200: adoptableSchema },
    handler: ({ db, who, params }) => db.read(async (tx) => { await assertReachesAccount(tx, who, params.id, false); return listAdoptable(tx, params.id); }),
  }),
];
