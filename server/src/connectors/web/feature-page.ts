import { featureLine, type GeometryForm } from './feature-line.ts';
import type { PageText } from './page-reader.ts';
import { webProblem } from './problems.ts';

/** The features of a GeoJSON page as flat records, and how many there are in all when it says so. @throws `connectors.records-missing`. */
export function featuresOf({ json, beginning }: PageText, form: GeometryForm): { records: string[]; total: number | null } {
  const features = json.at('features');
  if (!features || json.kind(features) !== 'list') throw webProblem('records-missing', { path: 'features', detailTh: `คำตอบไม่ใช่ GeoJSON ขึ้นต้นว่า ${beginning}`, detailEn: `The answer is no GeoJSON. It begins ${beginning}` });
  const matched = json.value(json.at('numberMatched'));
  return { records: json.elements(features).map((feature) => featureLine(json, feature, form)), total: matched !== null && /^\d{1,15}$/.test(matched) ? Number(matched) : null };
}
