import { Type } from 'typebox';
import { findPersonWithin } from './person-reach.ts';
import { route, type Route } from '#kernel/route.ts';
import type { IdentityPorts } from '../ports.ts';
import { endAllSessions } from '../session/end.ts';
import { closeAccount } from './close-account.ts';
import { createAccount, updateAccountName } from './create-account.ts';
import { invite, makeSlip, makeSlips, welcomeUrl } from './invite.ts';
import { listAlarms } from './list-alarms.ts';
import { assertReachesAccount, getAccount, listAccounts } from './list-accounts.ts';
import { policies } from './policies.ts';
import { accountDetailSchema, accountListQuery, accountParams, accountSchema, alarmSchema, closedSchema, invitationSchema, nameSchema, newAccountSchema, reasonSchema, slipsBody, slipSchema } from './schemas.ts';
import { reinstateAccount, suspendAccount } from './suspend-account.ts';

const accountPage = Type.Object({ items: Type.Array(accountSchema), nextCursor: Type.Union([Type.String(), Type.Null()]) });

/** Accounts: list, open, name, let in. */
function openingRoutes({ publicUrl }: IdentityPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/accounts', operationId: 'listAccounts', summary: 'Accounts, newest first', policy: policies['list-accounts'], querystring: accountListQuery, response: { 200: accountPage },
      handler: ({ db, who, query }) => db.read((tx) => listAccounts(tx, who, query)),
    }),
    route({
      method: 'POST', path: '/accounts', operationId: 'createAccount', summary: 'Open an account for a person', policy: policies['create-account'], body: newAccountSchema, response: { 201: accountSchema },
      handler: ({ db, who, body, reply }) => db.tx(async (tx) => { await findPersonWithin(tx, who, body.personId); reply.status(201); return createAccount(tx, who, body); }),
    }),
    route({
      method: 'GET', path: '/accounts/:id', operationId: 'getAccount', summary: 'An account with roles, mandates, sessions, tokens and history', policy: policies['list-accounts'], params: accountParams, response: { 200: accountDetailSchema },
      handler: ({ db, who, params }) => db.read(async (tx) => { await assertReachesAccount(tx, who, params.id, false); return getAccount(tx, params.id); }),
    }),
    route({
      method: 'PUT', path: '/accounts/:id/name', operationId: 'updateAccountName', summary: 'Change what an account is called', policy: policies['create-account'], params: accountParams, body: nameSchema, response: { 200: accountSchema },
      handler: ({ db, who, params, body }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); return updateAccountName(tx, who, params.id, body.displayName); }),
    }),
    route({
      method: 'POST', path: '/accounts/:id/invite', operationId: 'invite', summary: 'Make a code to join or recover', policy: policies.invite, params: accountParams, response: { 201: invitationSchema },
      handler: ({ db, who, params, reply }) => db.tx(async (tx) => {
        await assertReachesAccount(tx, who, params.id, true);
        const made = await invite(tx, who, params.id);
        reply.status(201);
        return { ...made, url: welcomeUrl(publicUrl, made.code) };
      }),
    }),
    route({
      method: 'POST', path: '/accounts/:id/slip', operationId: 'makeSlip', summary: 'The same as something to print', policy: policies.invite, params: accountParams, response: { 201: slipSchema },
      handler: ({ db, who, params, reply }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); reply.status(201); return makeSlip(tx, who, params.id, publicUrl); }),
    }),
    route({
      method: 'POST', path: '/account-slips', operationId: 'makeSlips', summary: 'Slips of many accounts, to print at once', policy: policies.invite, body: slipsBody, response: { 201: Type.Object({ items: Type.Array(slipSchema) }) },
      handler: ({ db, who, body, reply }) => db.tx(async (tx) => { reply.status(201); return { items: await makeSlips(tx, who, body.accountIds, publicUrl) }; }),
    }),
  ];
}

/** Accounts: shut out, let back, alarms. */
const closingRoutes: Route[] = [
  route({
    method: 'POST', path: '/accounts/:id/suspend', operationId: 'suspendAccount', summary: 'Suspend an account; all its sessions end', policy: policies['suspend-account'], params: accountParams, body: reasonSchema, response: { 200: Type.Object({ sessions: Type.Integer() }) },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); return { sessions: await suspendAccount(tx, who, params.id, body.reason) }; }),
  }),
  route({
    method: 'POST', path: '/accounts/:id/reinstate', operationId: 'reinstateAccount', summary: 'Open a suspended account again', policy: policies['suspend-account'], params: accountParams, body: reasonSchema, response: { 204: Type.Null() },
    handler: ({ db, who, params, body, reply }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); await reinstateAccount(tx, who, params.id, body.reason); reply.status(204); return null; }),
  }),
  route({
    method: 'POST', path: '/accounts/:id/close', operationId: 'closeAccount', summary: 'Close an account for good', policy: policies['close-account'], params: accountParams, body: reasonSchema, response: { 200: closedSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => { await assertReachesAccount(tx, who, params.id, true); return closeAccount(tx, who, params.id, body.reason); }),
  }),
  route({
    method: 'POST', path: '/accounts/:id/sign-out', operationId: 'signOutAccount', summary: 'End every session of an account', policy: policies['suspend-account'], params: accountParams, response: { 200: Type.Object({ sessions: Type.Integer() }) },
    handler: ({ db, who, params }) => db.tx(async function signOutAccount(tx) { await assertReachesAccount(tx, who, params.id, true); return { sessions: await endAllSessions(tx, who, params.id, 'administrator') }; }),
  }),
  route({
    method: 'GET', path: '/alarms', operationId: 'listAlarms', summary: 'Alarms of every account', policy: policies['list-alarms'], querystring: Type.Object({ cursor: Type.Optional(Type.Integer({ minimum: 1 })) }),
    response: { 200: Type.Object({ items: Type.Array(alarmSchema), nextCursor: Type.Union([Type.Integer(), Type.Null()]) }) },
    handler: ({ db, query }) => db.read((tx) => listAlarms(tx, query.cursor)),
  }),
];

/** Everything about accounts but their roles. */
export const accountRoutes = (ports: IdentityPorts): Route[] => [...openingRoutes(ports), ...closingRoutes];
