import type { ModulePart } from '#kernel/module.ts';
import type { SignonPorts } from '../ports.ts';

/** The self-test of a joining e-service against a provider that lies. */
export function selfTestPart(_ports: SignonPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
