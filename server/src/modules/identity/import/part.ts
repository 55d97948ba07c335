import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { importRoutes } from './routes.ts';

/** Accounts from a file, previewed and then confirmed. */
export function importPart(ports: IdentityPorts): ModulePart {
  return { routes: importRoutes(ports), consumers: [], jobs: [] };
}
