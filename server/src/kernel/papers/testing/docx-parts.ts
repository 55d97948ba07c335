import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The files of an OOXML package by name; those that are no text as latin1. For tests. */
export async function readParts(bytes: Buffer): Promise<Map<string, string>> {
  const from = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts = new Map<string, string>();
  for await (const entry of from.eachEntry()) parts.set(entry.fileName, (await buffer(await from.openReadStreamPromise(entry))).toString(/\.(?:xml|rels|svg)$/.test(entry.fileName) ? 'utf8' : 'latin1'));
  return parts;
}
