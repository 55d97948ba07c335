import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';

/** Sign-in through another provider, e.g. ThaiD. */
export function upstreamPart(_ports: IdentityPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
