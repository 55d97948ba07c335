import type { CatalogueResource } from '@saphan/contracts/catalogue/record';
import { partPoints, type Check, type Words } from './check.ts';
import { wordsOfLink } from './link-problem.ts';
import type { LinkState, Subject } from './subject.ts';

const link = { nextTh: 'เชื่อมโยงไฟล์เข้าระบบ หรือเพิ่มลิงก์ของไฟล์ในแบบฟอร์มทะเบียน', nextEn: 'Link a file here, or add the address of one on the form of the record.' };
const noMachine: Words = { th: 'ยังไม่มีไฟล์ที่โปรแกรมอ่านเป็นตารางได้', en: 'There is no file that programs can read as a table', ...link };
const noResource: Words = { th: 'ยังไม่มีไฟล์หรือลิงก์ให้ดาวน์โหลด', en: 'There is no file and no address to take the data from', ...link };

/** Whether one can have what the record offers: 15 points, shared by its files and addresses. */
export function checkAccess({ record: { resources }, links }: Subject): Check[] {
  return shared(resources, partPoints.accessibility, { part: 'accessibility', dimension: 'availability' }, noResource, (resource) => {
    const problem = brokenBy(resource, links);
    if (problem === null) return null;
    const words = wordsOfLink(problem);
    return { ...words, th: `ดาวน์โหลด “${resource.nameTh}” ไม่ได้: ${words.th}`, en: `“${nameOf(resource)}” cannot be downloaded: ${words.en}` };
  });
}

const MACHINE = /^(csv|tsv|xlsx?|ods|json|geojson|ndjson|jsonl|json-?ld|xml|kml|kmz|gml|rdf|ttl|turtle|n-?triples|parquet|arrow|gpkg|geopackage|shp|shapefile|netcdf|api|ogc.*|wfs|sparql|sql|dbf)$/i;

/** Whether programs can read it: 20 points, shared likewise. */
export function checkMachine({ record: { resources } }: Subject): Check[] {
  return shared(resources, partPoints.machine, { part: 'machine', dimension: 'validity' }, noMachine, (resource) => isMachineReadable(resource) ? null : {
    th: `“${resource.nameTh}” เป็น ${resource.format || 'รูปแบบที่ไม่ได้บอกไว้'} ซึ่งโปรแกรมอ่านเป็นตารางไม่ได้`, en: `“${nameOf(resource)}” is ${resource.format || 'of no format that is named'}, which programs cannot read as a table`,
    nextTh: 'เพิ่มข้อมูลชุดเดียวกันเป็น CSV หรือ Excel หรือเชื่อมโยงเข้าระบบซึ่งจะให้ CSV, Excel, NDJSON และ Parquet เอง', nextEn: 'Add the same data as CSV or Excel, or link it here, which gives CSV, Excel, NDJSON and Parquet by itself.',
  });
}

const isMachineReadable = ({ format }: CatalogueResource): boolean => MACHINE.test(format.trim());

/** The share of what is offered that can be had; null when nothing is offered. */
export function accessShare({ record: { resources }, links }: Subject): number | null {
  return resources.length === 0 ? null : resources.filter((each) => brokenBy(each, links) === null).length / resources.length;
}

/** One refusal may pass; an address counts as broken when it fails again. */
function brokenBy({ id, kind }: CatalogueResource, links: ReadonlyMap<string, LinkState>) {
  const state = kind === 'link' ? links.get(id) : undefined;
  return state && !state.ok ? state.problem : null;
}

function shared(resources: readonly CatalogueResource[], points: number, kind: Pick<Check, 'part' | 'dimension'>, nothing: Words, faultOf: (resource: CatalogueResource) => Words | null): Check[] {
  if (resources.length === 0) return [{ ...kind, of: points, lost: points, words: nothing }];
  const of = points / resources.length;
  const faults = resources.flatMap((resource) => { const words = faultOf(resource); return words ? [{ ...kind, of, lost: of, words, resource: resource.id }] : []; });
  return [...faults, { ...kind, of: points - faults.length * of, lost: 0, words: nothing }];
}

const nameOf = ({ nameEn, nameTh }: CatalogueResource): string => nameEn || nameTh;
