import fc from 'fast-check';
import { Parser, Store } from 'n3';
import { describe, expect, it } from 'vitest';
import { iri, rdfType, term, type Graph } from '../rdf/graph.ts';
import { turtleOf as pieces } from '../rdf/turtle.ts';
import { anyRecord, fewTerms, recordOf } from '../testing/records.ts';
import { violationsOf } from '../testing/shacl.ts';
import { catalogueGraph, datasetGraph } from './catalogue.ts';
import { when } from './told.ts';

const turtleOf = (graph: Graph) => [...pieces(graph)].join('');
const base = 'https://saphan.example.go.th';
const storeOf = (graph: Graph) => new Store(new Parser().parse(turtleOf(graph)));
const place = { self: `${base}/catalog.ttl`, first: `${base}/catalog.ttl`, previous: null, next: `${base}/catalog.ttl?page=2`, last: `${base}/catalog.ttl?page=2`, total: 3, size: 2 };

describe('a record by DCAT-AP 3.0.1', () => {
  it('says each field by its property', () => {
    const store = storeOf(datasetGraph(base, fewTerms, recordOf()));
    const node = `${base}/dataset/rid-river-levels`;
    const objects = (name: Parameters<typeof term>[0], subject: string = node) => store.getObjects(subject, term(name).value, null).map((each) => each.value);
    expect(objects('dct:title')).toEqual(['ระดับน้ำในลำน้ำสายหลัก', 'River levels']);
    expect(objects('dct:accrualPeriodicity')).toEqual(['http://publications.europa.eu/resource/authority/frequency/DAILY']);
    expect(objects('dct:accessRights')).toEqual(['http://publications.europa.eu/resource/authority/access-right/PUBLIC']);
    expect(objects('dcat:keyword')).toEqual(['น้ำ', 'ลำน้ำ']);
    expect(objects('dct:type')).toEqual(['urn:saphan:gdc:data_type:1']);
    expect(objects('gdc:highValueDataset')).toEqual(['true']);
    const [first = ''] = objects('dcat:distribution');
    expect(objects('dcat:downloadURL', first)).toEqual([`${base}/api/v1/datasets/rid-river-levels/releases/current/download?format=csv`]);
    expect(objects('dct:license', first)).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
    expect(objects('dcat:byteSize', first)).toEqual(['1234']);
  });

  it('turns a Buddhist year into one of the common era, and the four bounds into one box', () => {
    const text = turtleOf(datasetGraph(base, fewTerms, recordOf()));
    expect(text).toContain('dcat:startDate "2023"^^xsd:gYear');
    expect(text).toContain('"POLYGON((97.3 5.6, 105.7 5.6, 105.7 20.5, 97.3 20.5, 97.3 5.6))"^^geo:wktLiteral');
  });

  it.each([['2566', '2023'], ['2567-02-29', '2024-02-29'], ['2024-02-29', '2024-02-29'], ['2566-02-29', null], ['2569-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'], ['1999', '1999'], ['ปี 2566', null], ['', null]])('reads %j as %j', (value, read) => {
    expect(when(value)?.value ?? null).toBe(read);
  });

  it('tells no code that was inferred', () => {
    const text = turtleOf(datasetGraph(base, fewTerms, recordOf()));
    expect(text).not.toContain('urn:saphan:gdc:objective:');
    expect(text).toMatch(/gdc:objective _:b\d+/);
  });

  it('takes place and time from the release where the record says none', () => {
    const { first_year_of_data: _from, last_year_of_data: _to, west_bound_longitude: _west, ...metadata } = recordOf().metadata;
    const text = turtleOf(datasetGraph(base, fewTerms, recordOf({ metadata })));
    expect(text).toContain('"2026-01-01"^^xsd:date');
    expect(text).toContain('POLYGON((98 6');
    expect(text).toContain('"TH-60"');
  });
});

describe('the official shapes', () => {
  it('object to nothing in a record, a bare draft or a page of the catalogue', async () => {
    const draft = recordOf({ slug: 'draft', state: 'draft', metadata: {}, tags: [], resources: [], columns: [], release: null, descriptionTh: null, descriptionEn: null, publishedAt: null });
    expect(await violationsOf(datasetGraph(base, fewTerms, recordOf()))).toEqual([]);
    expect(await violationsOf(datasetGraph(base, fewTerms, draft))).toEqual([]);
    expect(await violationsOf(await catalogueGraph(base, fewTerms, [recordOf(), draft], place))).toEqual([]);
  });

  it('object to nothing whatever a careless import brought', async () => {
    await fc.assert(fc.asyncProperty(anyRecord, async (record) => { expect(await violationsOf(datasetGraph(base, fewTerms, record))).toEqual([]); }), { numRuns: 40 });
  });

  it('do object: a dataset without a title, a distribution without an address', async () => {
    const graph = datasetGraph(base, fewTerms, recordOf({ titleTh: '', titleEn: '' }));
    graph.add(iri(`${base}/dataset/x#bare`), rdfType, term('dcat:Distribution'));
    expect((await violationsOf(graph)).map((each) => each.split(' ').at(-1))).toEqual(expect.arrayContaining(['MinCountConstraintComponent']));
    expect((await violationsOf(graph)).length).toBe(2);
  });
});
