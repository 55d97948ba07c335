import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { policies } from './policies.ts';
import { FacadeList, FacadeParams, FacadeSetting, IssuedSecret, NewSharedSecret, SecretEnd, SecretParams, SharedSecretList } from './schemas.ts';
import { endSharedSecret, issueSharedSecret, listSharedSecrets } from './secrets/shared-secrets.ts';
import { listFacades, setFacade } from './switches/switches.ts';

const now = () => systemClock.now();
const { 'read-facades': read, 'set-facade': set, 'read-shared-secrets': readSecrets, 'keep-shared-secrets': keepSecrets } = policies;

export const routes = [
  route({
    method: 'GET', path: '/facades', operationId: 'listFacades', summary: 'Ways in for programs made for other exchanges', policy: read, response: { 200: FacadeList },
    handler: async ({ db }) => ({ items: await db.read(listFacades) }),
  }),
  route({
    method: 'PUT', path: '/facades/:name', operationId: 'setFacade', summary: 'Open or close such a way in, with the reason', policy: set, params: FacadeParams, body: FacadeSetting, response: { 200: FacadeList },
    handler: async ({ db, actor, params, body }) => {
      await db.tx((tx) => setFacade(tx, actor, params.name, body, now()));
      return { items: await db.read(listFacades) };
    },
  }),
  route({
    method: 'GET', path: '/facades/shared-secrets', operationId: 'listSharedSecrets', summary: 'Systems that still use a shared secret', policy: readSecrets, response: { 200: SharedSecretList },
    handler: async ({ db }) => ({ items: await db.read(listSharedSecrets) }),
  }),
  route({
    method: 'POST', path: '/facades/shared-secrets', operationId: 'issueSharedSecret', summary: 'Issue a shared secret for a program that cannot sign yet', policy: keepSecrets, body: NewSharedSecret, response: { 201: IssuedSecret },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => issueSharedSecret(tx, actor, body, now())); },
  }),
  route({
    method: 'POST', path: '/facades/shared-secrets/:id/end', operationId: 'endSharedSecret', summary: 'End a shared secret at once', policy: keepSecrets, params: SecretParams, body: SecretEnd, response: { 204: Type.Null() },
    handler: async ({ db, actor, params, body, reply }) => { await db.tx((tx) => endSharedSecret(tx, actor, params.id, body.reason, now())); reply.status(204); return null; },
  }),
];
