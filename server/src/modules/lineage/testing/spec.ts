import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ownFacets } from '../events/own-facets.ts';

const folder = new URL('./spec/', import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { $id: string };

/** Every fault of an event by the schemas of OpenLineage: those of the event, and of each facet by the schema that it names itself. */
export function specOf(publicUrl: string): (event: any) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  const main = read('OpenLineage.json');
  ajv.addSchema(main);
  for (const file of readdirSync(new URL('facets/', folder))) ajv.addSchema(read(`facets/${file}`));
  ajv.addSchema(ownFacets(publicUrl));
  const faultsOf = (address: string, value: unknown, place: string): string[] => {
    const check = ajv.getSchema(address);
    if (!check) return [`${place}: no schema ${address}`];
    return check(value) ? [] : (check.errors ?? []).map((error) => `${place}${error.instancePath} ${error.message}`);
  };
  return (event) => [
    ...faultsOf(main.$id, event, ''),
    ...facetsOf(event).flatMap(([place, facet]) => faultsOf(facet._schemaURL, facet, place)),
  ];
}

function facetsOf(event: any): [string, any][] {
  const places: [string, Record<string, unknown> | undefined][] = [
    ['run', event.run.facets], ['job', event.job.facets],
    ...event.inputs.flatMap((each: any, i: number) => [[`input ${i}`, each.facets], [`input ${i}`, each.inputFacets]]),
    ...event.outputs.flatMap((each: any, i: number) => [[`output ${i}`, each.facets], [`output ${i}`, each.outputFacets]]),
  ];
  return places.flatMap(([place, facets]) => Object.entries(facets ?? {}).map(([name, facet]): [string, any] => [`${place} ${name}`, facet]));
}
