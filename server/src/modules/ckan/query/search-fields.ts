import { fieldOf, findTerm } from '#modules/catalog/index.ts';

/** Where a field of CKAN's index is found with us. */
export type SearchField =
  | { kind: 'values'; field: string; code(value: string): string }
  | { kind: 'instant'; field: 'createdAt' | 'changedAt' }
  | { kind: 'words'; in: 'title' | 'anywhere' }
  | { kind: 'state' } | { kind: 'capacity' }
  /** The same for every dataset, e.g. `site_id`. */
  | { kind: 'fixed'; values: readonly string[] }
  /** CKAN has it and nothing is in it here. */
  | { kind: 'empty' };

const same = (value: string): string => value;
const values = (field: string, code: (value: string) => string = same): SearchField => ({ kind: 'values', field, code });

const FIELDS: Readonly<Record<string, SearchField>> = {
  id: values('id', (value) => value.toLowerCase()), name: values('slug'), organization: values('organization'), owner_org: values('organization'), tags: values('tags'), res_format: values('res_format'),
  num_tags: values('num_tags'), num_resources: values('num_resources'), metadata_created: { kind: 'instant', field: 'createdAt' }, metadata_modified: { kind: 'instant', field: 'changedAt' },
  title: { kind: 'words', in: 'title' }, title_string: { kind: 'words', in: 'title' }, title_ngram: { kind: 'words', in: 'title' }, notes: { kind: 'words', in: 'anywhere' }, text: { kind: 'words', in: 'anywhere' },
  res_name: { kind: 'words', in: 'anywhere' }, res_description: { kind: 'words', in: 'anywhere' }, name_ngram: values('slug'), groups: values('groups'), state: { kind: 'state' }, capacity: { kind: 'capacity' }, private: { kind: 'capacity' },
  site_id: { kind: 'fixed', values: ['default', 'saphan'] }, dataset_type: { kind: 'fixed', values: ['dataset'] }, type: { kind: 'fixed', values: ['dataset'] }, entity_type: { kind: 'fixed', values: ['package'] },
  freshness: values('freshness'), quality: values('quality'), province: values('province'), audience: values('audience'),
};
const EMPTY = /^(?:author(?:_email)?|version|url|ckan_url|download_url|urls|res_url|res_type|res_extras_.+|vocab_.+|permission_labels|indexed_ts|extras_.+|license|depends_on|dependency_of|derives_from|has_derivation|links_to|linked_from|child_of|parent_of|views_total|views_recent)$/;

/** The field of this name; null when no CKAN and no standard has one. */
export function searchField(name: string): SearchField | null {
  const known = FIELDS[name];
  if (known) return known;
  const key = name.replace(/^extras_/, '');
  const field = fieldOf(key);
  if (field?.core === null) return values(key, field.kind === 'boolean' ? (value) => value.toLowerCase() : (value) => findTerm(field, value)?.code ?? value);
  return EMPTY.test(name) ? { kind: 'empty' } : null;
}
