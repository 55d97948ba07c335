import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Route } from '#kernel/route.ts';
import type { SignonPorts } from '../ports.ts';
import { policies } from './policies.ts';
import { providerThatLies } from './provider-that-lies.ts';
import { listSelfTests, readSelfTest } from './read-self-tests.ts';
import { finishSelfTest, startSelfTest } from './start-self-test.ts';

const clientId = Type.String({ pattern: '^[a-zA-Z0-9_-]{2,64}$' });
const maybe = Type.Union([Type.String(), Type.Null()]);
const address = Type.String({ minLength: 8, maxLength: 500 });
const head = {
  id: Type.Integer(), state: Type.Union([Type.Literal('running'), Type.Literal('passed'), Type.Literal('failed'), Type.Literal('broken-off')]), startedAt: Type.String(), startedBy: Type.String(), endedAt: maybe,
  loginUrl: Type.String(), checkUrl: Type.String(),
};
const row = Type.Object({
  case: Type.String(), th: Type.String(), en: Type.String(), ok: Type.Union([Type.Boolean(), Type.Null()], { description: 'null: not played yet, or does not concern this service' }),
  ended: Type.Boolean(), evidenceTh: maybe, evidenceEn: maybe,
});

/** The self-test of a joining e-service against a provider that lies. */
export function selfTestPart(ports: SignonPorts): ModulePart {
  return { routes: selfTestRoutes(ports), mounts: [providerThatLies(ports)] };
}

function selfTestRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'POST', path: '/clients/:clientId/self-tests', operationId: 'startSelfTest', summary: 'Test a service in the sandbox with honest and forged sign-ins', policy: policies['test-clients'],
      params: Type.Object({ clientId }), body: Type.Object({ loginUrl: address, checkUrl: address }, { additionalProperties: false }), response: { 202: Type.Object({ id: Type.Integer() }) },
      handler: async ({ db, who, params, body, reply }) => {
        const run = await db.tx((tx) => startSelfTest(tx, who, params.clientId, body));
        void finishSelfTest(ports, who, run);
        return reply.status(202).send({ id: run.id });
      },
    }),
    route({
      method: 'GET', path: '/clients/:clientId/self-tests', operationId: 'listSelfTests', summary: 'Self-tests of a service and the issuer to point its sandbox at', policy: policies['read-self-tests'],
      params: Type.Object({ clientId }), response: { 200: Type.Object({ issuer: Type.String(), selfTests: Type.Array(Type.Object(head)) }) },
      handler: ({ db, who, params }) => db.read((tx) => listSelfTests(tx, who, params.clientId, ports)),
    }),
    route({
      method: 'GET', path: '/clients/:clientId/self-tests/:number', operationId: 'getSelfTest', summary: 'A self-test with its rows as they are played', policy: policies['read-self-tests'],
      params: Type.Object({ clientId, number: Type.Integer({ minimum: 1 }) }), response: { 200: Type.Object({ ...head, rows: Type.Array(row) }) },
      handler: ({ db, who, params }) => db.read((tx) => readSelfTest(tx, who, params.clientId, params.number)),
    }),
  ];
}
