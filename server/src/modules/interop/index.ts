import { defineModule, type Module } from '#kernel/module.ts';
import { readDefinition } from '#modules/catalog/index.ts';
import { followReleases, keepCollections } from './features/keep-collections.ts';
import { facesOf, type InteropPorts } from './ports.ts';
import { routesOf } from './routes.ts';
import { termsOf } from './terms.ts';

export type { InteropPorts } from './ports.ts';

/** The catalogue in the words of other standards: DCAT-AP, OGC API, Frictionless, schema.org. */
export function interop(ports: InteropPorts): Module {
  const faces = facesOf(ports, termsOf(readDefinition()));
  return defineModule({
    name: 'interop', uses: ['organisations', 'lake', 'catalog'], migrations: new URL('./migrations/', import.meta.url), routes: routesOf(faces), consumers: [followReleases], jobs: [keepCollections],
  });
}
