import type { ModulePart } from '#kernel/module.ts';
import type { SignonPorts } from './ports.ts';

/** The provider, its clients, keys, interactions and logouts. */
export function providerPart(_ports: SignonPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
