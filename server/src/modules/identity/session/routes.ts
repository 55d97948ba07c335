import { kernelProblem } from '#kernel/problems.ts';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { IdentityPorts } from '../ports.ts';
import { ceremonySchema, chosenSchema, codeBody, emptyBody, endedSchema, mySessionListSchema, nothingSchema, passkeyAnswerBody, personaBody, sessionSchema, stateSchema, stepUpPasswordBody, uuidParams } from '../schemas.ts';
import { dropSession, keepSession, placeOf } from '../sign-in/browser.ts';
import { startPasskeyStepUp, stepUpWithPasskey } from '../sign-in/passkey.ts';
import { holderOf, stepUpWithPassword, stepUpWithTotp } from '../step-up/step-up.ts';
import { recordSignIn } from '../history/record.ts';
import { endAllSessions, endSession } from './end.ts';
import { choosePersona } from './persona.ts';
import { describeWho, listMySessions, readSession } from './read.ts';

const signedIn = { state: 'signed-in' as const, methods: [] };

/** The session of whoever asks: who, as what, how sure, and its end. */
export const sessionRoutes = (ports: IdentityPorts): Route[] => [...ofThisSession(), ...stepUps(ports), ...ofAllSessions(ports)];

const ofThisSession = (): Route[] => [
  route({
    method: 'GET', path: '/session', operationId: 'getSession', summary: 'Who is signed in, as what, and what they may do', policy: policies['read-session'], response: { 200: sessionSchema },
    handler: ({ db, who }) => db.tx((tx) => readSession(tx, who)),
  }),
  route({
    method: 'POST', path: '/session/persona', operationId: 'choosePersona', summary: 'Act as another of one’s personas', policy: policies['choose-persona'], body: personaBody, response: { 200: chosenSchema },
    handler: async ({ db, who, body, reply }) => {
      const chosen = await db.tx((tx) => choosePersona(tx, who, body.persona));
      keepSession(reply, chosen.started);
      return { who: describeWho(chosen.who) };
    },
  }),
  route({
    method: 'POST', path: '/sign-out', operationId: 'signOut', summary: 'End this session', policy: policies['sign-out'], response: { 204: nothingSchema },
    handler: async ({ db, who, request, reply }) => {
      const { accountId, sessionId } = holderOf(who);
      const place = placeOf(request, reply);
      await db.tx(async (tx) => {
        const signOut = await endSession(tx, who, sessionId, 'signed-out');
        if (signOut) await recordSignIn(tx, place, { accountId, outcome: 'signed-out', sessionId });
      });
      dropSession(reply);
      return reply.status(204).send(null);
    },
  }),
];

const stepUps = (ports: IdentityPorts): Route[] => [
  route({
    method: 'POST', path: '/session/step-up/password', operationId: 'stepUpWithPassword', summary: 'Prove the password anew', policy: policies['step-up'], body: stepUpPasswordBody, response: { 200: stateSchema },
    handler: async ({ db, who, body, request, reply }) => { keepSession(reply, await stepUpWithPassword(db, who, body.password, placeOf(request, reply))); return signedIn; },
  }),
  route({
    method: 'POST', path: '/session/step-up/totp', operationId: 'stepUpWithTotp', summary: 'Prove the code of an app', policy: policies['step-up'], body: codeBody, response: { 200: stateSchema },
    handler: async ({ db, who, body, request, reply }) => { keepSession(reply, await stepUpWithTotp(db, ports, who, body.code, placeOf(request, reply))); return signedIn; },
  }),
  route({
    method: 'POST', path: '/session/step-up/passkey/options', operationId: 'startPasskeyStepUp', summary: 'Begin a step-up with a passkey', policy: policies['step-up'], body: emptyBody, response: { 200: ceremonySchema },
    handler: ({ db, who }) => db.tx((tx) => startPasskeyStepUp(tx, ports, who)),
  }),
  route({
    method: 'POST', path: '/session/step-up/passkey', operationId: 'stepUpWithPasskey', summary: 'Step up with a passkey', policy: policies['step-up'], body: passkeyAnswerBody, response: { 200: stateSchema },
    handler: async ({ db, who, body, request, reply }) => { keepSession(reply, await stepUpWithPasskey(db, ports, who, body as never, placeOf(request, reply))); return signedIn; },
  }),
];

const ofAllSessions = (ports: IdentityPorts): Route[] => [
  route({
    method: 'GET', path: '/me/sessions', operationId: 'listMySessions', summary: 'Where one is signed in', policy: policies['read-own-account'], response: { 200: mySessionListSchema },
    handler: async ({ db, who }) => ({ items: await db.tx((tx) => listMySessions(tx, ports, who.accountId ?? '', who.sessionId)) }),
  }),
  route({
    method: 'DELETE', path: '/me/sessions/:id', operationId: 'endMySession', summary: 'End one of one’s sessions', policy: policies['end-own-sessions'], params: uuidParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => {
      const { accountId } = holderOf(who);
      await db.tx(async function endMySession(tx) {
        const own = (await listMySessions(tx, {}, accountId, null)).some(({ id }) => id === params.id);
        if (!own || !await endSession(tx, who, params.id, 'signed-out')) throw kernelProblem('not-found');
      });
      if (params.id === who.sessionId) dropSession(reply);
      return reply.status(204).send(null);
    },
  }),
  route({
    method: 'POST', path: '/me/sign-out-everywhere', operationId: 'signOutEverywhere', summary: 'End all of one’s sessions, this one too', policy: policies['end-own-sessions'], response: { 200: endedSchema },
    handler: async ({ db, who, reply }) => {
      const signOutEverywhere = (accountId: string) => db.tx((tx) => endAllSessions(tx, who, accountId, 'signed-out-everywhere'));
      const ended = await signOutEverywhere(holderOf(who).accountId);
      dropSession(reply);
      return { ended };
    },
  }),
];
