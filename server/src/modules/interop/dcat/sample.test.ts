import { describe, expect, it } from 'vitest';
import { readDefinition } from '#modules/catalog/index.ts';
import { readMinistry } from '../../../../../sample/ministry.ts';
import { writingOf } from '../../../../../sample/records.ts';
import { termsOf } from '../terms.ts';
import { recordOf } from '../testing/records.ts';
import { violationsOf } from '../testing/shacl.ts';
import { catalogueGraph } from './catalogue.ts';
import { turtleOf } from '../rdf/turtle.ts';

const base = 'https://saphan.example.go.th';
const terms = termsOf(readDefinition());
const plain = recordOf();

/** Every dataset of the sample ministry as its steward wrote it, open and internal, with and without a release. */
const records = readMinistry().flatMap((dataset, place) => [{ level: 0, personal: false }, { level: 1, personal: true }].map((reach) => {
  const { draft } = writingOf(dataset, { ...reach, place });
  const isLinked = dataset.kind !== null && reach.level === 0;
  return recordOf({
    ...reach, slug: `${dataset.slug}-${reach.level}`, titleTh: dataset.titleTh, titleEn: dataset.titleEn, descriptionTh: draft.descriptionTh ?? null, descriptionEn: draft.descriptionEn ?? null, tags: draft.tags ?? [], audience: draft.audience ?? 'open',
    metadata: Object.fromEntries(Object.entries(draft.metadata ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
    ...!isLinked && { release: null, columns: [], resources: [] }, agency: { ...plain.agency, id: dataset.agencyId },
  });
}));

describe('the sample ministry by DCAT-AP 3.0.1', () => {
  it('has no violation of shapes and ranges in any dataset', async () => {
    expect(records.length).toBeGreaterThan(200);
    const found: string[] = [];
    for (let at = 0; at < records.length; at += 20) {
      const page = records.slice(at, at + 20);
      found.push(...await violationsOf(await catalogueGraph(base, terms, page, { self: `${base}/catalog.ttl`, first: `${base}/catalog.ttl`, previous: null, next: null, last: null, total: records.length, size: 20 })));
    }
    expect(found).toEqual([]);
  });

  it('tells what is known by names of the world, and no inferred code', async () => {
    const place = { self: `${base}/catalog.ttl`, first: `${base}/catalog.ttl`, previous: null, next: null, last: null, total: 0, size: 0 };
    const text = [...turtleOf(await catalogueGraph(base, terms, records, place))].join('');
    for (const iri of ['frequency/WEEKLY', 'access-right/PUBLIC', 'language/THA', 'country/THA']) expect(text).toContain(`http://publications.europa.eu/resource/authority/${iri}`);
    expect(text).toContain('https://opendatacommons.org/licenses/odbl/1-0/');
    const inferred = Object.entries(readDefinition().vocabularies).flatMap(([name, list]) => list.filter((each) => each.inferred).map((each) => `urn:saphan:gdc:${name}:${each.code}>`));
    expect(inferred.length).toBeGreaterThan(20);
    expect(inferred.filter((iri) => text.includes(iri))).toEqual([]);
  });
});
