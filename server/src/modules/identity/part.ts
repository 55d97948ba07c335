import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from './ports.ts';

/** The ways in: sign-in, sessions, credentials, tokens, history. */
export function waysInPart(_ports: IdentityPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
