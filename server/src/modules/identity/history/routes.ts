import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { alarmListSchema, historyQuery, historySchema, issuedTokenSchema, newTokenBody, nothingSchema, numberParams, tokenListSchema, uuidParams } from '../schemas.ts';
import { holderOf } from '../step-up/step-up.ts';
import { issueApiToken, revokeApiToken } from '../tokens/issue.ts';
import { listApiTokens } from '../tokens/token.sql.gen.ts';
import { listMyAlarms, listMyHistory, seeAlarm } from './read.ts';

/** What happened to one's own account, and the tokens issued in its name. */
export const historyRoutes: Route[] = [
  route({
    method: 'GET', path: '/me/history', operationId: 'listMyHistory', summary: 'One’s sign-ins and attempts', policy: policies['read-own-account'], querystring: historyQuery, response: { 200: historySchema },
    handler: ({ db, who, query }) => db.tx((tx) => listMyHistory(tx, who.accountId ?? '', query.cursor)),
  }),
  route({
    method: 'GET', path: '/me/alarms', operationId: 'listMyAlarms', summary: 'Alarms about one’s account', policy: policies['read-own-account'], response: { 200: alarmListSchema },
    handler: async ({ db, who }) => ({ items: await db.tx((tx) => listMyAlarms(tx, who.accountId ?? '')) }),
  }),
  route({
    method: 'POST', path: '/me/alarms/:id/seen', operationId: 'seeAlarm', summary: 'Acknowledge an alarm', policy: policies['see-own-alarm'], params: numberParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => seeAlarm(tx, holderOf(who).accountId, params.id)); return reply.status(204).send(null); },
  }),
  route({
    method: 'GET', path: '/me/api-tokens', operationId: 'listMyTokens', summary: 'One’s API tokens', policy: policies['read-own-account'], response: { 200: tokenListSchema },
    handler: async ({ db, who }) => ({
      items: (await db.tx((tx) => listApiTokens(tx, { account_id: who.accountId }))).map((row) => ({ id: row.id, name: row.name, hint: row.hint, scopes: row.scopes, createdAt: row.created_at, expiresAt: row.expires_at, usedAt: row.used_at })),
    }),
  }),
  route({
    method: 'POST', path: '/me/api-tokens', operationId: 'issueApiToken', summary: 'Issue an API token, shown once', policy: policies['issue-own-token'], body: newTokenBody, response: { 201: issuedTokenSchema },
    handler: async ({ db, who, body, reply }) => reply.status(201).send(await db.tx((tx) => issueApiToken(tx, who, body))),
  }),
  route({
    method: 'DELETE', path: '/me/api-tokens/:id', operationId: 'revokeApiToken', summary: 'Revoke an API token', policy: policies['revoke-own-token'], params: uuidParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => revokeApiToken(tx, who, holderOf(who).accountId, params.id)); return reply.status(204).send(null); },
  }),
];
