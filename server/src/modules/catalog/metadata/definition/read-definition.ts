import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { dataTypes, type CatalogueDefinition, type FieldDefinition, type Term } from '@saphan/contracts/catalogue/definition';

const folder = new URL('../../../../../../definitions/catalogue/', import.meta.url);
const read = (name: string): any => parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));

let kept: CatalogueDefinition | null = null;

/** The metadata standard as the files in `definitions/catalogue/` say; read once. */
export function readDefinition(): CatalogueDefinition {
  return kept ??= build();
}

function build(): CatalogueDefinition {
  const { sections, fields } = read('fields');
  return {
    sections, fields: fields.map(fieldOf), resourceFields: read('resource-fields').fields.map(fieldOf),
    vocabularies: Object.fromEntries(Object.entries<any[]>(read('vocabularies').vocabularies).map(([name, terms]) => [name, terms.map(termOf)])),
    rules: rulesOf(read('rules')), template: read('template'),
  };
}

function fieldOf(given: Partial<FieldDefinition> & Pick<FieldDefinition, 'key' | 'th' | 'en' | 'kind' | 'helpTh' | 'helpEn' | 'example'>): FieldDefinition {
  return {
    item: null, section: null, vocabulary: null, otherField: null, otherOf: null, core: null, maxLength: null, types: dataTypes, required: false, since: null,
    ...given, dcat: given.dcat ? { ...given.dcat, note: given.dcat.note ?? null } : null,
  };
}

function termOf(given: Partial<Term> & Pick<Term, 'code' | 'value' | 'en'>): Term {
  return { dcat: null, inferred: false, other: false, since: null, until: null, exponent10: null, type: null, ...given, th: given.th ?? given.value };
}

function rulesOf(given: any): CatalogueDefinition['rules'] {
  return { ...given, categories: given.categories.map((each: object) => ({ condition: null, ...each })) };
}
