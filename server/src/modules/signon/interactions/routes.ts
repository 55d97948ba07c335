import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { route, type Route } from '#kernel/route.ts';
import { problem } from '../errors.ts';
import { policies } from '../policies.ts';
import type { SignonPorts } from '../ports.ts';
import { liveSessionOf } from '../provider/live.ts';
import { languageOf } from '../provider/logout-page.ts';
import { providerOf } from '../provider/swap.ts';
import { answerDevice, describeDevice } from '../device/answer-device.ts';
import { abortInteraction, giveConsent } from './consent.ts';
import { findInteraction } from './find.ts';
import { nextAddress, openInteraction } from './read-interaction.ts';
import { describeScopes } from './scopes.ts';

const byUid = Type.Object({ uid: Type.String({ pattern: '^[\\w-]{8,64}$' }) });
const location = Type.Object({ location: Type.String() });
const scopes = Type.Array(Type.Object({ name: Type.String(), th: Type.String(), en: Type.String() }));
const waiting = Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String(), agencyId: nullable(Type.String()) });
const details = Type.Object({
  uid: Type.String(), prompt: Type.String(), client: waiting, scopes, purposeTh: nullable(Type.String()), purposeEn: nullable(Type.String()), loginHint: nullable(Type.String()), language: Type.String(),
  needs: Type.Object({ signIn: Type.Boolean(), fresh: Type.Boolean(), acr: nullable(Type.String()), ial: nullable(Type.Integer()), persona: Type.Boolean() }),
});
const device = Type.Object({ client: waiting, scopes, expiresAt: Type.String(), address: nullable(Type.String()), agent: nullable(Type.String()) });
const userCode = Type.String({ minLength: 4, maxLength: 20 });

/** Routes where a person answers what a service or a device asks. */
export function interactionRoutes(ports: SignonPorts): Route[] {
  return [...askingRoutes(ports), ...answeringRoutes(ports), ...deviceRoutes(ports)];
}

function askingRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/interactions/:uid', operationId: 'readInteraction', summary: 'Goes on with a sign-in to a service: back to it, or to the page that asks', policy: policies['sign-in-to-services'],
      params: byUid, response: { 303: Type.Null() },
      handler: async ({ params, request, reply }) => {
        const provider = await providerOf(ports).current();
        const found = await openInteraction(ports, provider, { request, reply }, params.uid).catch((error: { code?: string }) => { if (error.code === 'signon.interaction-not-found') return null; throw error; });
        return reply.redirect(found ? await nextAddress(ports, provider, { request, reply }, found) : `/${languageOf(request.headers['accept-language'])}/sign-in-problem?code=interaction_not_found`, 303);
      },
    }),
    route({
      method: 'GET', path: '/interactions/:uid/details', operationId: 'getInteraction', summary: 'Which service waits, for what, and what is still needed', policy: policies['sign-in-to-services'],
      params: byUid, response: { 200: details },
      handler: async ({ params, request, reply }) => {
        const { interaction, client, needs } = await openInteraction(ports, await providerOf(ports).current(), { request, reply }, params.uid);
        const { scope, login_hint: hint, ui_locales: locales } = interaction.params;
        return {
          uid: interaction.uid, prompt: interaction.prompt.name, client: { id: client.id, nameTh: client.name_th, nameEn: client.name_en, agencyId: client.agency_id }, scopes: describeScopes(scope),
          purposeTh: client.purpose_th, purposeEn: client.purpose_en, loginHint: typeof hint === 'string' ? hint.slice(0, 200) : null, language: languageOf(locales), needs,
        };
      },
    }),
  ];
}

function answeringRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'POST', path: '/interactions/:uid/consent', operationId: 'giveConsent', summary: 'Let the service have what it asked for', policy: policies['give-consent'],
      params: byUid, response: { 200: location },
      handler: async ({ actor, params, request, reply }) => {
        const provider = await providerOf(ports).current();
        return giveConsent(ports, provider, actor, { request, reply }, await openInteraction(ports, provider, { request, reply }, params.uid));
      },
    }),
    route({
      method: 'POST', path: '/interactions/:uid/abort', operationId: 'abortInteraction', summary: 'Return to the service without signing in', policy: policies['sign-in-to-services'],
      params: byUid, response: { 200: location },
      handler: async ({ params, request, reply }) => {
        const provider = await providerOf(ports).current();
        await findInteraction(provider, { request, reply }, params.uid);
        return abortInteraction(provider, { request, reply });
      },
    }),
  ];
}

function deviceRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/device', operationId: 'getDeviceRequest', summary: 'Which device waits for this code', policy: policies['answer-device'],
      querystring: Type.Object({ user_code: userCode }), response: { 200: device },
      handler: ({ db, who, query }) => describeDevice(db, who, query.user_code),
    }),
    route({
      method: 'POST', path: '/device', operationId: 'answerDevice', summary: 'Let the device in, or turn it away', policy: policies['answer-device'],
      body: Type.Object({ userCode, approve: Type.Boolean() }, { additionalProperties: false }), response: { 204: Type.Null() },
      handler: async ({ who, body, request, reply }) => {
        const live = await liveSessionOf(ports.db, request.raw);
        if (!live) throw problem('device-code-unknown');
        await answerDevice(ports, await providerOf(ports).current(), who, live, body);
        return reply.status(204).send();
      },
    }),
  ];
}
