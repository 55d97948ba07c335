import { createHash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { follow, isObject, valueAt, type Fault, type Json, type Note } from './document.ts';
import { operationsOf, type FoundOperation } from './operations-of.ts';
import { personIdsInAddresses } from './person-ids.ts';
import { otherwiseNotes, serverOf } from './otherwise.ts';
import { readDocument, refused } from './read-document.ts';
import { sayFaults } from './say-fault.ts';
import { asJsonSchema, schemasIn } from './schemas-of.ts';
import { faultsOfReferences } from './walk.ts';

/** A document that can be offered. */
export interface CheckedDocument { document: Json; sha256: string; openapi: string; titles: { th: string; en: string }; operations: FoundOperation[]; notes: Note[]; upstream: string | null }

const METASCHEMA = new Ajv2020({ strict: false, allErrors: false, logger: false });
/** Compiles the schema of a version of the standard once. */
const STANDARD = new Validator();
const MOST_FAULTS = 50;

/**
 * Checks an OpenAPI document, 3.1 or 3.0, JSON or YAML: its form, its references (none leads outside), its schemas, its operations.
 * @param isPersonal whether the service tells about persons: then none of their ids stands in an address.
 * @throws `registry.document-refused` with every place that is wrong, `registry.document-too-large`.
 */
export async function checkDocument(given: string | Json, { isPersonal }: { isPersonal: boolean }): Promise<CheckedDocument> {
  const document = readDocument(given);
  const openapi = assertVersion(document);
  assertNone(faultsOfReferences(document));
  assertNone(await formFaults(document));
  assertNone(schemaFaults(document));
  const { operations, faults, notes } = operationsOf(document);
  const ids = personIdsInAddresses(operations, describedIn(document));
  assertNone([...faults, ...(isPersonal ? ids : [])]);
  if (openapi.startsWith('3.0')) notes.unshift({ pointer: '/openapi', th: `เอกสารเป็น OpenAPI ${openapi} รับได้ แนะนำให้ย้ายเป็น 3.1`, en: `The document is OpenAPI ${openapi}; it is taken, 3.1 is better` });
  return { document, sha256: createHash('sha256').update(JSON.stringify(document)).digest('hex'), openapi, titles: titlesOf(document), operations, notes: [...notes, ...otherwiseNotes(document), ...(isPersonal ? [] : ids)].slice(0, 200), upstream: serverOf(document) };
}

/** What personal services may not have, of a document that was taken before. */
export function personFaults(document: Json): Fault[] {
  return personIdsInAddresses(operationsOf(document).operations, describedIn(document));
}

function assertNone(faults: readonly Fault[]): void {
  if (faults.length > 0) throw refused(faults);
}

function assertVersion(document: Json): string {
  const { openapi, swagger } = document;
  if (typeof openapi === 'number') throw refused([{ pointer: '/openapi', th: `ค่า ${openapi} เป็นตัวเลข เขียนเป็นข้อความเต็มรุ่นในเครื่องหมายคำพูด เช่น "3.1.0"`, en: `${openapi} is a number: write the whole version in quotes, such as "3.1.0"` }]);
  if (typeof openapi === 'string' && /^3\.[01]\.\d+$/.test(openapi)) return openapi;
  const old = typeof swagger === 'string';
  throw refused([{ pointer: old ? '/swagger' : '/openapi', th: old ? 'เป็น Swagger 2.0 แปลงเป็น OpenAPI 3.1 ก่อน' : 'ต้องเป็น OpenAPI 3.1 (หรือ 3.0)', en: old ? 'This is Swagger 2.0; convert it to OpenAPI 3.1 first' : 'It must be OpenAPI 3.1 (or 3.0)' }]);
}

/** By the schema of the standard itself. The library's own check of references is left out: ours has places. */
async function formFaults(document: Json): Promise<Fault[]> {
  const { valid, errors } = await STANDARD.validate(document);
  if (valid || !Array.isArray(errors)) return [];
  const own = (errors as unknown as ErrorObject[]).filter(({ instancePath, schemaPath }) => typeof instancePath === 'string' && typeof schemaPath === 'string');
  return sayFaults(own).slice(0, MOST_FAULTS);
}

function schemaFaults(document: Json): Fault[] {
  const faults: Fault[] = [];
  for (const { schema, pointer } of schemasIn(document)) {
    if (faults.length >= MOST_FAULTS) break;
    if (METASCHEMA.validateSchema(asJsonSchema(schema) as object) !== true) faults.push(...sayFaults(METASCHEMA.errors ?? [], pointer));
  }
  return faults;
}

function describedIn(document: Json): (operation: FoundOperation, name: string) => string {
  return ({ pointer }, name) => {
    const lists = [valueAt(document, `${pointer}/parameters`), valueAt(document, `${pointer.slice(0, pointer.lastIndexOf('/'))}/parameters`)];
    const found = lists.flatMap((list) => (Array.isArray(list) ? list : [])).map((each) => follow(document, each)).find((each) => isObject(each) && each['name'] === name);
    return isObject(found) && typeof found['description'] === 'string' ? found['description'] : '';
  };
}

function titlesOf(document: Json): { th: string; en: string } {
  const info = isObject(document['info']) ? document['info'] : {};
  const text = (name: string): string => (typeof info[name] === 'string' ? info[name].slice(0, 200) : '');
  const isThai = /[\u0e00-\u0e7f]/.test(text('title'));
  return { th: text('x-title-th') || (isThai ? text('title') : ''), en: text('x-title-en') || (isThai ? '' : text('title')) };
}
