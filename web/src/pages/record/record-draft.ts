import { dataTypes, type CatalogueDefinition, type DataType, type FieldDefinition, type Term } from '@saphan/contracts/catalogue/definition';
import type { RecordChanges, RecordWork } from '../../api/catalogue-queries.ts';

/** A form's value: text as typed, codes as a list, yes and no as `true` and `false`. */
export type Value = string | string[];
export type Values = Readonly<Record<string, Value>>;

/** Fields of ours beside the standard's: English texts and the audience. */
export const ownKeys = ['titleEn', 'notesEn', 'audience'] as const;

/** What the form begins with. */
export function valuesOf({ record }: RecordWork, { fields }: CatalogueDefinition): Values {
  const values: Record<string, Value> = { titleEn: record.titleEn, notesEn: record.descriptionEn ?? '', audience: record.audience };
  for (const field of fields) values[field.key] = valueOf(field, record);
  return values;
}

function valueOf(field: FieldDefinition, record: RecordWork['record']): Value {
  if (field.core === 'title') return record.titleTh;
  if (field.core === 'description') return record.descriptionTh ?? '';
  if (field.core === 'tags') return record.tags.join(', ');
  const value: unknown = record.metadata[field.key];
  if (field.kind === 'codes') return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
  return value === undefined || value === null ? '' : String(value);
}

export const typeOf = (values: Values, { vocabularies }: CatalogueDefinition): DataType | null => {
  const code = values['data_type'];
  return dataTypes.find((type) => type === vocabularies['data_type']?.find((term) => term.code === code)?.type) ?? null;
};

/** The fields to fill, as things stand: those of the type, `_other` only beside an อื่นๆ, no interval where none is asked. */
export function shownFields(values: Values, definition: CatalogueDefinition): FieldDefinition[] {
  const type = typeOf(values, definition);
  return definition.fields.filter((field) => {
    if (field.core === 'agency' || field.core === 'slug') return false;
    if (type && !field.types.includes(type)) return false;
    if (!type && field.types.length < dataTypes.length) return false;
    if (field.otherOf) return choosesOther(values, definition, field.otherOf);
    return field.key !== 'update_frequency_interval' || !definition.rules.noInterval.includes(String(values['update_frequency_unit']));
  });
}

function choosesOther(values: Values, { fields, vocabularies }: CatalogueDefinition, key: string): boolean {
  const parent = fields.find((field) => field.key === key);
  const chosen = [values[key] ?? ''].flat();
  return (parent?.vocabulary ? vocabularies[parent.vocabulary] ?? [] : []).some((term) => term.other && chosen.includes(term.code));
}

const isFilled = (value: Value | undefined) => value !== undefined && (Array.isArray(value) ? value.length > 0 : value.trim() !== '');

/** How many of the 14 mandatory items are filled; the two halves of item 9 count as one, agency and name are always there. */
export function countFilled(values: Values, definition: CatalogueDefinition): number {
  const shown = new Set(shownFields(values, definition).map(({ key }) => key));
  const items = Map.groupBy(definition.fields.filter(({ item }) => item !== null), ({ item }) => (item as string).split('.')[0]);
  return [...items.values()].filter((halves) => halves.every((field) => field.core === 'agency' || (isFilled(values[field.key]) && shown.has(field.key)) || (halves.length > 1 && !shown.has(field.key)))).length;
}

/** Keys whose value is not as it was. */
export const changedKeys = (before: Values, after: Values): string[] => Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/** What is sent: only what changed, null for what was emptied. */
export function changesOf(before: Values, after: Values, { fields }: CatalogueDefinition): RecordChanges {
  const changes: RecordChanges = {};
  const metadata: Record<string, unknown> = {};
  for (const key of changedKeys(before, after)) {
    const value = after[key] as Value;
    const core = fields.find((field) => field.key === key)?.core;
    if (key === 'titleEn') changes.titleEn = value as string;
    else if (key === 'notesEn') changes.descriptionEn = (value as string) || null;
    else if (key === 'audience') changes.audience = value as NonNullable<RecordChanges['audience']>;
    else if (core === 'title') changes.titleTh = value as string;
    else if (core === 'description') changes.descriptionTh = (value as string) || null;
    else if (core === 'tags') changes.tags = (value as string).split(',').map((tag) => tag.trim()).filter(Boolean);
    else metadata[key] = isFilled(value) ? value : null;
  }
  return Object.keys(metadata).length > 0 ? { ...changes, metadata } : changes;
}

/** Terms offered: those of today's standard, those the category allows, and what is chosen already. */
export function offeredTerms(field: FieldDefinition, values: Values, { vocabularies, rules }: CatalogueDefinition): readonly Term[] {
  const chosen = [values[field.key] ?? ''].flat();
  const allowed = field.key === 'data_classification' ? rules.categories.find(({ category }) => category === values['data_category'])?.classifications
    : field.key === 'license_id' ? rules.licences.find(({ classification }) => classification === values['data_classification'])?.licences : undefined;
  return (vocabularies[field.vocabulary ?? ''] ?? []).filter(({ code, until }) => chosen.includes(code) || (until === null && (allowed?.includes(code) ?? true)));
}

/** The rest that follows when a category or class is chosen: class, licence, condition and audience that go with it. */
export function withConsequences(values: Values, key: string, definition: CatalogueDefinition): Values {
  if (key !== 'data_category' && key !== 'data_classification') return values;
  const { rules } = definition;
  const category = rules.categories.find((each) => each.category === values['data_category']);
  const given = String(values['data_classification']);
  const classification = category && !category.classifications.includes(given) ? category.defaultClassification : given;
  const licence = rules.licences.find((each) => each.classification === classification);
  const widest = rules.audiences.find((each) => each.classification === classification)?.widest;
  const order = ['open', 'government', 'internal'];
  return {
    ...values, data_classification: classification,
    ...(licence && !licence.licences.includes(String(values['license_id'])) && { license_id: licence.defaultLicence }),
    ...(category?.condition && values['accessible_condition'] === '' && { accessible_condition: category.condition }),
    ...(widest && order.indexOf(String(values['audience'])) < order.indexOf(widest) && { audience: widest }),
  };
}

/** Field of the form that a place in a problem is about: `/metadata/url`, `/titleTh`. */
export function fieldAt(pointer: string): string {
  const own: Record<string, string> = { '/titleTh': 'title', '/descriptionTh': 'notes', '/tags': 'tag_string', '/titleEn': 'titleEn', '/descriptionEn': 'notesEn', '/audience': 'audience' };
  return own[pointer] ?? pointer.replace(/^\/metadata\//, '');
}
