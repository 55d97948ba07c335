import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import type { IdentityPorts } from '../ports.ts';
import { ceremonySchema, changePasswordBody, codeBody, codesSchema, emptyBody, newPasskeyBody, nothingSchema, passkeyListSchema, passkeyParams, passkeySchema, totpSchema } from '../schemas.ts';
import { keepSession } from '../sign-in/browser.ts';
import { holderOf } from '../step-up/step-up.ts';
import { changePassword } from './change-password.ts';
import { addPasskey, listMyPasskeys, removePasskey, startPasskeyEnrolment } from './passkey.ts';
import { makeRecoveryCodes } from './recovery.ts';
import { confirmTotp, removeTotp, startTotp } from './totp.ts';

const policy = policies['change-own-credentials'];

/** The ways in that one's own account is enrolled for. */
export const credentialRoutes = (ports: IdentityPorts): Route[] => [...passkeys(ports), ...others(ports)];

const passkeys = (ports: IdentityPorts): Route[] => [
  route({
    method: 'GET', path: '/me/passkeys', operationId: 'listMyPasskeys', summary: 'One’s passkeys', policy: policies['read-own-account'], response: { 200: passkeyListSchema },
    handler: async ({ db, who }) => ({ items: await db.tx((tx) => listMyPasskeys(tx, who.accountId ?? '')) }),
  }),
  route({
    method: 'POST', path: '/me/passkeys/options', operationId: 'startPasskeyEnrolment', summary: 'Begin the making of a passkey', policy, body: emptyBody, response: { 200: ceremonySchema },
    handler: ({ db, who }) => db.tx((tx) => startPasskeyEnrolment(tx, ports, who)),
  }),
  route({
    method: 'POST', path: '/me/passkeys', operationId: 'addPasskey', summary: 'Keep a new passkey', policy, body: newPasskeyBody, response: { 201: passkeySchema },
    handler: async ({ db, who, body, reply }) => {
      const added = await db.tx((tx) => addPasskey(tx, ports, who, body));
      if (!added) throw problem('passkey-refused');
      if (added.started) keepSession(reply, added.started);
      return reply.status(201).send(added.passkey);
    },
  }),
  route({
    method: 'DELETE', path: '/me/passkeys/:id', operationId: 'removePasskey', summary: 'Take a passkey off', policy, params: passkeyParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => removePasskey(tx, who, params.id)); return reply.status(204).send(null); },
  }),
];

const others = (ports: IdentityPorts): Route[] => [
  route({
    method: 'POST', path: '/me/totp', operationId: 'startTotp', summary: 'A secret for an authenticator app', policy, body: emptyBody, response: { 200: totpSchema },
    handler: ({ db, who }) => db.tx((tx) => startTotp(tx, ports, who)),
  }),
  route({
    method: 'POST', path: '/me/totp/confirm', operationId: 'confirmTotp', summary: 'Confirm the app by a code of it', policy, body: codeBody, response: { 204: nothingSchema },
    handler: async ({ db, who, body, reply }) => {
      const started = await db.tx((tx) => confirmTotp(tx, ports, who, body.code));
      if (started) keepSession(reply, started);
      return reply.status(204).send(null);
    },
  }),
  route({
    method: 'DELETE', path: '/me/totp', operationId: 'removeTotp', summary: 'Take the app off', policy, response: { 204: nothingSchema },
    handler: async ({ db, who, reply }) => { await db.tx((tx) => removeTotp(tx, who)); return reply.status(204).send(null); },
  }),
  route({
    method: 'POST', path: '/me/recovery-codes', operationId: 'makeRecoveryCodes', summary: 'Ten recovery codes, shown once', policy, body: emptyBody, response: { 200: codesSchema },
    handler: async ({ db, who }) => ({ codes: await db.tx((tx) => makeRecoveryCodes(tx, who, ports.masterKey, holderOf(who).accountId)) }),
  }),
  route({
    method: 'PUT', path: '/me/password', operationId: 'changePassword', summary: 'Change one’s password', policy, body: changePasswordBody, response: { 204: nothingSchema },
    handler: async ({ db, who, body, reply }) => { await changePassword(db, ports, who, body); return reply.status(204).send(null); },
  }),
];
