import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';

export interface Place { readonly store: ObjectStore; /** Its folder, when it is one. */ readonly folder: string | null; readonly name: string }

/** Where backups lie: a folder, or `s3://bucket/prefix?endpoint=…` with the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
export async function openPlace(asked: string): Promise<Place> {
  const folder = asked.startsWith('s3://') ? null : resolve(asked);
  const store = await openObjectStore(folder ?? asked, { cacheFolder: join(tmpdir(), `saphan-backup-${process.pid}`) });
  return { store, folder, name: folder ?? asked.split('?')[0] as string };
}
