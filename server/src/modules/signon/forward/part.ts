import type { ModulePart } from '#kernel/module.ts';
import type { SignonPorts } from '../ports.ts';

/** Sign-in for sites that speak no protocol, asked by their proxy. */
export function forwardPart(_ports: SignonPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
