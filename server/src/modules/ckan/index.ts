import { defineModule, type Module } from '#kernel/module.ts';
import type { CkanPorts } from './ports.ts';
import { ckanRoutes } from './routes.ts';

export type { CkanPorts } from './ports.ts';

/** The catalogue as programs made for CKAN know it: the action API, version 3, and the datastore. */
export function ckan(ports: CkanPorts): Module {
  return defineModule({ name: 'ckan', uses: ['organisations', 'identity', 'lake', 'catalog'], migrations: new URL('./migrations/', import.meta.url), routes: ckanRoutes(ports) });
}
