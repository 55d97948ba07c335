import type { RecordPath } from '../xml/find-record-paths.ts';
import { NestedPlaces } from './nested-places.ts';
import { splitRecords, type JsonOptions } from './open-json.ts';
import { readFound } from './record-cells.ts';
import { readRecord } from './read-record.ts';

const lookedAt = 1000;

/** Lists of objects within the first 1,000 records whose elements could be the rows, with how many they hold. */
export async function findLists(path: string, options: Pick<JsonOptions, 'format' | 'maxRecordBytes'>): Promise<RecordPath[]> {
  const places = new NestedPlaces(undefined);
  let seen = 0;
  for await (const batch of splitRecords(path, options)) {
    for (const found of batch) if (!('code' in readFound(found, readRecord))) places.see(JSON.parse((found.bytes as Buffer).toString('utf8')) as object);
    seen += batch.length;
    if (seen >= lookedAt) break;
  }
  return places.lists();
}
