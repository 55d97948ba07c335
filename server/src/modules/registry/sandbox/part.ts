import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Ask } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { RegistryPorts } from '../ports.ts';
import { trySandbox, type ReadyDocuments } from './try-operation.ts';

const Params = Type.Object({ slug: Type.String({ maxLength: 63 }), '*': Type.Optional(Type.String()) });
const Made = Type.Unknown({ description: 'What the OpenAPI document of the service says, made up' });

/** Made-up answers of every service below `/sandbox/<slug>/`; nothing is changed by any method. */
export function sandboxPart(ports: RegistryPorts): ModulePart {
  const kept: ReadyDocuments = new Map();
  const handler = (ask: Ask<any, any, any>) => trySandbox(ask, { ...ports, kept }, systemClock.now());
  const common = { at: 'root', path: '/sandbox/:slug/*', policy: policies['try-sandbox'], params: Params, stream: 'any', response: { 200: Made }, handler } as const;
  const [readSandbox, postSandbox, putSandbox, patchSandbox, deleteSandbox] = ['readSandbox', 'postSandbox', 'putSandbox', 'patchSandbox', 'deleteSandbox'];
  return {
    routes: [
      route({ ...common, method: 'GET', operationId: readSandbox as string, summary: 'Try an operation that reads, with made-up data' }),
      route({ ...common, method: 'POST', operationId: postSandbox as string, summary: 'Try an operation, with made-up data' }),
      route({ ...common, method: 'PUT', operationId: putSandbox as string, summary: 'Try an operation that replaces, with made-up data' }),
      route({ ...common, method: 'PATCH', operationId: patchSandbox as string, summary: 'Try an operation that changes, with made-up data' }),
      route({ ...common, method: 'DELETE', operationId: deleteSandbox as string, summary: 'Try an operation that takes away, with made-up data' }),
    ],
  };
}
