import type { ProblemPlace } from '#kernel/problem.ts';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { problem } from '../../errors.ts';
import { resourceFieldOf } from '../definition/fields.ts';
import { readText, readValue } from './read-value.ts';

export interface ResourceDraft {
  kind?: 'file' | 'link';
  nameTh?: string;
  nameEn?: string;
  description?: string | null;
  format?: string;
  mediaType?: string | null;
  /** A whole address, or a path of this house for files that are kept here. */
  url?: string;
  bytes?: number | null;
  sha256?: string | null;
  metadata?: Readonly<Record<string, MetadataValue | null>>;
}

/** Reads what was given for a resource as {@link readValue} reads a record. @throws `catalog.resource-refused`. */
export function readResource<D extends ResourceDraft>(draft: D): D {
  const errors: ProblemPlace[] = [];
  const take = (pointer: string, read: { value: unknown } | { th: string; en: string }) => {
    if ('value' in read) return read.value;
    errors.push({ pointer, th: read.th, en: read.en });
    return null;
  };
  const text = (key: string, pointer: string, given: string | null | undefined) => given === undefined || given === null ? given : take(pointer, readText(resourceFieldOf(key) as never, given));
  const name = (pointer: string, given: string | undefined) => text('name', pointer, given) ?? undefined;
  const metadata = Object.fromEntries(Object.entries(draft.metadata ?? {}).map(([key, value]) => {
    const field = resourceFieldOf(key);
    return [key, take(`/metadata/${key}`, field ? readValue(field, value) : { th: `มาตรฐานไม่มีช่อง “${key}”`, en: `The standard has no field "${key}"` })];
  }));
  const url = draft.url === undefined || (draft.kind !== 'link' && draft.url.startsWith('/')) ? draft.url : take('/url', readText(resourceFieldOf('url') as never, draft.url)) ?? undefined;
  const read = {
    ...draft, nameTh: name('/nameTh', draft.nameTh), nameEn: name('/nameEn', draft.nameEn), description: text('description', '/description', draft.description),
    format: draft.format === undefined ? undefined : text('format', '/format', draft.format) ?? '', url, ...(draft.metadata && { metadata }),
  };
  if (errors.length > 0) throw problem('resource-refused', { errors });
  return read as D;
}
