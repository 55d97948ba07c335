import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { IdentityPorts } from '../ports.ts';
import { ceremonySchema, codeBody, emptyBody, passkeyAnswerBody, passwordBody, stateSchema, welcomeBody } from '../schemas.ts';
import { welcome } from '../welcome/welcome.ts';
import { keepSession, placeOf, sessionSecretOf } from './browser.ts';
import { signInWithPasskey, startPasskeySignIn } from './passkey.ts';
import { signInWithPassword } from './password.ts';
import { signInWithRecoveryCode, signInWithTotp } from './second-factor.ts';

const policy = policies['sign-in'];
const response = { 200: stateSchema };

/** What a visitor may try. */
export const signInRoutes = (ports: IdentityPorts): Route[] => [...byKnowledge(ports), ...byPasskeyOrCode(ports)];

const byKnowledge = (ports: IdentityPorts): Route[] => [
  route({
    method: 'POST', path: '/sign-in/password', operationId: 'signInWithPassword', summary: 'Sign in with user name and password', policy, body: passwordBody, response,
    handler: async ({ db, body, request, reply }) => {
      const { started, ...state } = await signInWithPassword(db, ports, body, placeOf(request, reply));
      keepSession(reply, started);
      return state;
    },
  }),
  route({
    method: 'POST', path: '/sign-in/totp', operationId: 'signInWithTotp', summary: 'End a sign-in with the code of an app', policy, body: codeBody, response,
    handler: async ({ db, body, request, reply }) => {
      const { started, ...state } = await signInWithTotp(db, ports, sessionSecretOf(request), body.code, placeOf(request, reply));
      keepSession(reply, started);
      return state;
    },
  }),
  route({
    method: 'POST', path: '/sign-in/recovery', operationId: 'signInWithRecoveryCode', summary: 'End a sign-in with a printed code', policy, body: codeBody, response,
    handler: async ({ db, body, request, reply }) => {
      const { started, ...state } = await signInWithRecoveryCode(db, ports, sessionSecretOf(request), body.code, placeOf(request, reply));
      keepSession(reply, started);
      return state;
    },
  }),
];

const byPasskeyOrCode = (ports: IdentityPorts): Route[] => [
  route({
    method: 'POST', path: '/sign-in/passkey/options', operationId: 'startPasskeySignIn', summary: 'Begin a sign-in with a passkey', policy, body: emptyBody, response: { 200: ceremonySchema },
    handler: ({ db }) => db.tx((tx) => startPasskeySignIn(tx, ports)),
  }),
  route({
    method: 'POST', path: '/sign-in/passkey', operationId: 'signInWithPasskey', summary: 'Sign in with a passkey', policy, body: passkeyAnswerBody, response,
    handler: async ({ db, body, request, reply }) => {
      keepSession(reply, await signInWithPasskey(db, ports, body as never, placeOf(request, reply)));
      return { state: 'signed-in', methods: [] };
    },
  }),
  route({
    method: 'POST', path: '/welcome', operationId: 'welcome', summary: 'Take up an account with the code of an invitation', policy: policies.welcome, body: welcomeBody, response,
    handler: async ({ db, body, request, reply }) => {
      keepSession(reply, await welcome(db, ports, body, placeOf(request, reply)));
      return { state: 'signed-in', methods: [] };
    },
  }),
];
