import { apiUrl } from '../../api/client.ts';
import type { Messages } from '../../messages/th/index.ts';
import type { MenuChoice } from '../../ui/menu.tsx';

const formats = ['csv', 'csv-874', 'xlsx', 'parquet', 'ndjson'] as const;

/** A release as a file, in every form the API gives. */
export function downloadChoices(slug: string, number: number, words: Messages['dataset']): MenuChoice[] {
  return formats.map((format) => {
    const [label, hint] = words.formats[format];
    return { id: format, label, hint, href: apiUrl(`/datasets/${slug}/releases/${number}/download`, { format }), download: '' };
  });
}
