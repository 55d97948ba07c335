import type { Agency } from '#modules/organisations/index.ts';
import type { RemoteRecord } from '../readers/remote-record.ts';

/** Names without what people write differently: white space, dots, case. */
export const plain = (name: string): string => name.normalize('NFC').toLowerCase().replace(/[\s._-]+/g, '');

/** Whose a record becomes: by the source's own map, then by the agency's id, abbreviation or name, then the source's own agency; null when nobody's. */
export function agencyOf(organisation: RemoteRecord['organisation'], source: { agency_id: string | null; agency_map: Record<string, string> }, agencies: readonly Agency[]): string | null {
  if (organisation === null) return source.agency_id;
  const mapped = source.agency_map[organisation.id] ?? source.agency_map[organisation.name];
  if (mapped !== undefined) return mapped;
  const names = new Set([plain(organisation.id), plain(organisation.name)]);
  const found = agencies.find((agency) => [agency.id, agency.abbrTh, agency.abbrEn, agency.nameTh, agency.nameEn].some((name) => name !== '' && names.has(plain(name))));
  return found?.id ?? source.agency_id;
}
