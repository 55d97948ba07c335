import { fileURLToPath } from 'node:url';
import { openLocalObjects } from './objects/local.ts';
import { objectsProblem } from './objects/problems.ts';
import type { ObjectStore, ObjectStoreOptions } from './objects/store.ts';

export type { ObjectStat, ObjectStore, Stored } from './objects/store.ts';

/**
 * Opens the object store that a URL names.
 *
 * @param url a folder path, `file:///folder`, or `s3://bucket/prefix?endpoint=https://host&region=ap-southeast-1`.
 * @throws `kernel.object-store-refused` for any other form.
 */
export async function openObjectStore(url: string, options: ObjectStoreOptions): Promise<ObjectStore> {
  if (url.startsWith('s3://')) return (await import('./objects/s3.ts')).openS3Objects(new URL(url), options); // the client of S3 is large
  if (url.startsWith('file://')) return openLocalObjects(fileURLToPath(url));
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url)) throw objectsProblem('object-store-refused', { url: url.split('?')[0] });
  return openLocalObjects(url);
}
