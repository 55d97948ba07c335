import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';

/** A value of a field whose values come from a list. */
export interface Concept {
  readonly th: string;
  readonly en: string | null;
  /** Null where no code is known for certain: such a one is never told outside. */
  readonly code: string | null;
  /** What the world calls it, e.g. a frequency of the EU's authority list. */
  readonly iri: string | null;
}

/** What a record's codes mean, by the definition of the catalogue. */
export interface Terms {
  /** Null when the field has no list or the list has no such value. */
  conceptOf(field: string, value: string): Concept | null;
}

/** Terms of `definitions/catalogue/`: a value may be written as its code or as its text. */
export function termsOf(definition: Pick<CatalogueDefinition, 'fields' | 'vocabularies'>): Terms {
  const lists = new Map(definition.fields.flatMap(({ key, vocabulary }) => (vocabulary === null ? [] : [[key, definition.vocabularies[vocabulary] ?? []] as const])));
  return {
    conceptOf(field, value) {
      const found = lists.get(field)?.find((each) => each.code === value || each.value === value);
      return found ? { th: found.th, en: found.en, code: found.inferred ? null : found.code, iri: found.dcat } : null;
    },
  };
}
