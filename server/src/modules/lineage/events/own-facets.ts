const of = (base: string, properties: object) => ({ allOf: [{ $ref: `https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/${base}` }, { type: 'object', properties }], type: 'object' });
const whole = { type: ['integer', 'null'] };
const text = { type: ['string', 'null'] };

/** JSON Schema of the facets of our own, which `_schemaURL` leads to. */
export const ownFacets = (publicUrl: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${publicUrl}/api/v1/open-lineage/facets`,
  $defs: {
    SaphanRunFacet: of('RunFacet', {
      id: { type: 'integer' }, state: { type: 'string' }, trigger: { type: 'string' }, attempt: { type: 'integer' }, contractVersion: { type: 'integer' },
      counts: { type: ['object', 'null'], properties: { added: { type: 'integer' }, removed: { type: 'integer' }, changed: { type: 'integer' }, unchanged: { type: 'integer' } } },
      rowsRead: { type: 'integer' }, rowsOk: { type: 'integer' }, rowsBad: { type: 'integer' }, page: { type: 'string', format: 'uri' },
    }),
    SaphanRawFacet: of('DatasetFacet', { sha256: { type: 'string' }, bytes: whole, name: text, receivedAt: text, sourceKind: text, keptFrom: { ...whole, description: 'Release whose rows were kept beside those that came.' } }),
  },
});
