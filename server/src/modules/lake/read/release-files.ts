import type { ObjectStore } from '#kernel/objects.ts';
import type { Manifest } from '../write/manifest.ts';

/**
 * Gives local paths of a release's Parquet files, in key order, for as long as `use` runs.
 *
 * @param release null gives no files.
 */
export async function releaseFiles<T>(objects: ObjectStore, release: { manifest: Manifest } | null, use: (paths: string[]) => Promise<T>): Promise<T> {
  const keys = release?.manifest.files.map((file) => file.key) ?? [];
  const paths: string[] = [];
  const open = (i: number): Promise<T> => {
    const key = keys[i];
    if (key === undefined) return use(paths);
    return objects.withLocal(key, (path) => { paths.push(path); return open(i + 1); });
  };
  return open(0);
}
