import { existsSync } from 'node:fs';
import type { Migratable } from '#kernel/migrate.ts';

/** The modules from the ground floor up; a module stands on those before it. */
export const moduleNames = ['calendar', 'organisations', 'ledger', 'identity', 'notices', 'signon', 'lake', 'catalog', 'privacy', 'registry', 'hosting', 'access', 'sharing', 'linkage', 'plans', 'requests', 'projects', 'readiness', 'meetings', 'operations', 'watch', 'ckan', 'interop', 'lineage', 'harvest', 'portal', 'edge', 'exchange', 'tracker', 'facades', 'events'] as const;

/** Where each module's migrations lie; known without loading the modules' code. */
export const moduleFolders: Migratable[] = moduleNames
  .map((name) => ({ name, migrations: new URL(`../modules/${name}/migrations/`, import.meta.url) }))
  .filter(({ migrations }) => existsSync(migrations));
