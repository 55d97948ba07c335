import type { ModulePart } from '#kernel/module.ts';
import { credentialRoutes } from './credentials/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { sweepSignIns } from './jobs.ts';
import type { IdentityPorts } from './ports.ts';
import { sessionRoutes } from './session/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** The ways in: sign-in, sessions, credentials, tokens, history. */
export function waysInPart(ports: IdentityPorts): ModulePart {
  return { routes: [...signInRoutes(ports), ...sessionRoutes(ports), ...credentialRoutes(ports), ...historyRoutes], consumers: [], jobs: [sweepSignIns] };
}
