import type { Tx } from '#kernel/db.ts';
import { defineModule, type Module } from '#kernel/module.ts';
import { findRecord, readDefinition } from '#modules/catalog/index.ts';
import { addressesOf } from './addresses.ts';
import { followReleases, keepCollections } from './features/keep-collections.ts';
import { facesOf, type InteropPorts } from './ports.ts';
import { routesOf } from './routes.ts';
import { termsOf } from './terms.ts';
import { schemaOrgOf } from './web/schema-org.ts';

export { geometryOf, type Geometry } from './features/geometry.ts';
export type { InteropPorts } from './ports.ts';

/** The catalogue in the words of other standards: DCAT-AP, OGC API, Frictionless, schema.org. */
export function interop(ports: InteropPorts): Module {
  const faces = facesOf(ports, termsOf(readDefinition()));
  return defineModule({
    name: 'interop', uses: ['organisations', 'lake', 'catalog'], migrations: new URL('./migrations/', import.meta.url), routes: routesOf(faces), consumers: [followReleases], jobs: [keepCollections],
  });
}

/** Tells a published dataset in the words of schema.org, for the head of its page in either language; null when whoever asks does not find it. */
export function openSchemaOrg(publicUrl: string): (tx: Tx, slug: string, lang: 'th' | 'en') => Promise<object | null> {
  const [at, terms] = [addressesOf(publicUrl), termsOf(readDefinition())];
  return async (tx, slug, lang) => {
    const record = await findRecord(tx, slug);
    return record?.state === 'published' ? schemaOrgOf(record, at, terms, lang) : null;
  };
}
