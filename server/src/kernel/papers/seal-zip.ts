import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** Files of OOXML that say when they were made: the day of the paper is put there. */
const made = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/** Writes a package of files anew with the paper's date everywhere, so that equal papers are equal bytes. @param on ISO day. */
export async function sealZip(bytes: Buffer, on: string): Promise<Buffer> {
  const mtime = new Date(`${on}T00:00:00Z`);
  const from = await fromBufferPromise(bytes, { lazyEntries: true });
  const to = new ZipFile();
  for await (const entry of from.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const content = await buffer(await from.openReadStreamPromise(entry));
    to.addBuffer(entry.fileName === 'docProps/core.xml' ? Buffer.from(content.toString('utf8').replace(made, `$1${mtime.toISOString()}`)) : content, entry.fileName, { mtime, forceDosTimestamp: true });
  }
  to.end();
  return buffer(to.outputStream);
}
