import { PassThrough } from 'node:stream';
import type { Client, FileInfo } from 'basic-ftp';
import type { Problem } from '#kernel/problem.ts';
import { LARGEST_FOLDER, type FileServer, type RemoteFile } from '../files/file-server.ts';
import { fileServerProblem } from '../files/problems.ts';
import { pathIn } from '../files/settings.ts';
import { ftpProblem } from './connect.ts';

/** Most files whose time is asked one by one, of servers that list none that can be compared (LIST instead of MLSD). */
const MOST_ASKED = 500;

/** A folder of an FTP server. Its protocol does one thing at a time on a connection. */
export function openFtpsFolder(client: Client, folder: string | undefined): FileServer {
  const asked = <T>(path: string, ask: () => Promise<T>): Promise<T> => ask().catch((error: unknown) => { throw ftpProblem(error, 'read', path); });
  const look = async (name: string): Promise<RemoteFile> => {
    const path = pathIn(folder, name);
    return asked(path, async () => remoteFile(name, await client.size(path), await client.lastMod(path)));
  };
  return {
    showsWholeFilesOnly: false,
    async list(fits) {
      const place = folder ?? '';
      const listed = await asked(place, () => client.list(place));
      if (listed.length > LARGEST_FOLDER) throw fileServerProblem('folder-too-large', { limit: LARGEST_FOLDER });
      const files = listed.filter((each) => each.isFile && fits(each.name));
      const isTimed = files.every((each) => each.modifiedAt !== undefined);
      if (isTimed) return files.map((each) => remoteFile(each.name, each.size, each.modifiedAt as Date));
      if (files.length > MOST_ASKED) throw fileServerProblem('folder-too-large', { limit: MOST_ASKED });
      return asEach(files, look);
    },
    look: (name) => look(name).catch((error: unknown) => { if ((error as Problem).code === 'connectors.path-missing') return null; throw error; }),
    read: (file, offset) => pieces(client, pathIn(folder, file.name), offset),
    close: () => client.close(),
  };
}

/** The bytes; their end comes only after the server said that it sent all. */
async function* pieces(client: Client, path: string, offset: number): AsyncGenerator<Buffer> {
  const through = new PassThrough();
  const done = client.downloadTo(through, path, offset).then(() => null, (error: unknown) => { through.end(); return error ?? new Error('broken'); });
  let isWhole = false;
  try {
    for await (const piece of through) yield piece as Buffer;
    isWhole = true;
  } finally {
    if (!isWhole) client.close(); // somebody stopped in the middle: this connection cannot be asked again
  }
  const error = await done;
  if (error !== null) throw ftpProblem(error, 'read', path);
}

async function asEach(files: readonly FileInfo[], look: (name: string) => Promise<RemoteFile>): Promise<RemoteFile[]> {
  const seen: RemoteFile[] = [];
  for (const { name } of files) seen.push(await look(name));
  return seen;
}

function remoteFile(name: string, bytes: number, modified: Date): RemoteFile {
  const modifiedMs = Math.trunc(modified.getTime() / 1000) * 1000;
  return { name, bytes, modifiedMs, version: String(modifiedMs) };
}
