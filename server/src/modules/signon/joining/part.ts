import type { ModulePart } from '#kernel/module.ts';
import type { SignonPorts } from '../ports.ts';

/** How an e-service joins: agency limits, registration, snippets. */
export function joiningPart(_ports: SignonPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
