import type { FieldDefinition } from '@saphan/contracts/catalogue/definition';
import type { Metadata, MetadataValue } from '@saphan/contracts/catalogue/record';
import { readDefinition } from '../definition/read-definition.ts';

/** As much of a record as its rules look at. */
export interface Picture {
  titleTh: string;
  descriptionTh: string | null;
  tags: readonly string[];
  metadata: Metadata;
  audience: 'open' | 'government' | 'internal';
  /** Whether it tells about people, as the dataset or its columns say. */
  personal: boolean;
}

/** The value of a field, wherever it lives; undefined when nothing was said. */
export function valueOf(picture: Pick<Picture, 'titleTh' | 'descriptionTh' | 'tags' | 'metadata'>, field: FieldDefinition): MetadataValue | undefined {
  if (field.core === 'title') return picture.titleTh || undefined;
  if (field.core === 'description') return picture.descriptionTh ?? undefined;
  if (field.core === 'tags') return picture.tags.length > 0 ? picture.tags : undefined;
  if (field.core !== null) return 'ok'; // agency and short name: no dataset is without
  const value = picture.metadata[field.key];
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** Whether a mandatory field has to be filled at all, as things stand. */
export function isAsked(picture: Pick<Picture, 'metadata'>, field: FieldDefinition): boolean {
  if (field.key !== 'update_frequency_interval') return true;
  return !readDefinition().rules.noInterval.includes(String(picture.metadata['update_frequency_unit']));
}

/** Keys of the mandatory items that are filled, at most 14: the two halves of item 9 count as one, under the first. */
export function filledItems(picture: Pick<Picture, 'titleTh' | 'descriptionTh' | 'tags' | 'metadata'>): string[] {
  const groups = Map.groupBy(readDefinition().fields.filter(({ item }) => item !== null), ({ item }) => (item as string).split('.')[0] as string);
  return [...groups].toSorted(([a], [b]) => Number(a) - Number(b)).flatMap(([, fields]) => {
    const halves = fields.toSorted((a, b) => Number(a.item) - Number(b.item));
    return halves.every((field) => valueOf(picture, field) !== undefined || (!isAsked(picture, field) && valueOf(picture, halves[0] as FieldDefinition) !== undefined)) ? [(halves[0] as FieldDefinition).key] : [];
  });
}
