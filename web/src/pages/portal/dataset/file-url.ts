import { apiUrl } from '../../../api/client.ts';

export const formats = ['csv', 'csv-874', 'xlsx', 'ndjson', 'parquet'] as const;
export type Format = (typeof formats)[number];
export const formatNames: Record<Format, string> = { csv: 'CSV', 'csv-874': 'CSV Windows-874', xlsx: 'Excel', ndjson: 'NDJSON', parquet: 'Parquet' };

/** Where a whole release lies as a file. */
export const fileUrl = (slug: string, release: number | 'current', format: Format): string => apiUrl(`/datasets/${slug}/releases/${release}/download`, { format });

/** An address of the web as it may stand in a link; null for every other scheme. */
export function webUrl(url: string): string | null {
  return /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : null;
}
