import { withUnpacked } from '../formats/packed/unpack.ts';
import type { LinkagePorts } from '../linkage-ports.ts';

/** The data of a raw file on this machine while `work` runs: the bytes as received, or what a ZIP archive or gzip file of one file holds. */
export function withRawData<T>(ports: LinkagePorts, objectKey: string, work: (path: string) => Promise<T>): Promise<T> {
  return ports.objects.withLocal(objectKey, (path) => withUnpacked(path, ports.spillDir, work));
}
