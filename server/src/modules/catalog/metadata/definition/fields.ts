import type { DataType, FieldDefinition, Term } from '@saphan/contracts/catalogue/definition';
import type { Metadata } from '@saphan/contracts/catalogue/record';
import { readDefinition } from './read-definition.ts';

const byKey = (fields: readonly FieldDefinition[]) => new Map(fields.map((field) => [field.key, field]));
let keptFields: Map<string, FieldDefinition> | null = null;
let keptResourceFields: Map<string, FieldDefinition> | null = null;

/** The dataset's field with this key. */
export const fieldOf = (key: string): FieldDefinition | null => (keptFields ??= byKey(readDefinition().fields)).get(key) ?? null;
/** The resource's field with this key. */
export const resourceFieldOf = (key: string): FieldDefinition | null => (keptResourceFields ??= byKey(readDefinition().resourceFields)).get(key) ?? null;

/** The terms of a field; none when it has no vocabulary. */
export const termsOf = (field: FieldDefinition): readonly Term[] => field.vocabulary ? readDefinition().vocabularies[field.vocabulary] ?? [] : [];

/** The term meant by a code, by the value on the wire, or by a label. */
export function findTerm(field: FieldDefinition, given: string): Term | null {
  const text = given.trim();
  const terms = termsOf(field);
  return terms.find(({ code }) => code === text) ?? terms.find(({ value, th, en }) => value === text || th === text || en.toLowerCase() === text.toLowerCase()) ?? null;
}

/** Of which of the five types a record is; null before anybody said. */
export function dataTypeOf(metadata: Metadata): DataType | null {
  const field = fieldOf('data_type');
  const { data_type: code } = metadata;
  return field && typeof code === 'string' ? findTerm(field, code)?.type ?? null : null;
}

/** What may be said of a code outside the house: its text always, the code only when a published table has it. */
export function outsideValue(key: string, code: string): { text: string; code: string | null; iri: string | null } {
  const field = fieldOf(key) ?? resourceFieldOf(key);
  const term = field && findTerm(field, code);
  return term ? { text: term.value, code: term.inferred ? null : term.code, iri: term.dcat } : { text: code, code: null, iri: null };
}
