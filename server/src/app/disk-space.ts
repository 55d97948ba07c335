import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes an ordinary user may still take on the disk of a folder, and its size; the nearest existing parent stands in for a missing folder. */
export function readDiskSpace(folder: string): { freeBytes: number; totalBytes: number } {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return readDiskSpace(dirname(folder));
  }
}
