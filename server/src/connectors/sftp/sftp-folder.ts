import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { Problem } from '#kernel/problem.ts';
import { LARGEST_FOLDER, type FileServer, type RemoteFile } from '../files/file-server.ts';
import { fileServerProblem } from '../files/problems.ts';
import { pathIn } from '../files/settings.ts';
import { connectorProblem } from '../problems.ts';
import type { SftpLine } from './connect.ts';

/** Requests of 32 kB that are under way at once: on a line of 50 ms they carry 20 MB/s, one alone 0.6 MB/s. */
const AHEAD = 32;
const PIECE = 32_768;

/** Status codes of SFTP version 3 (draft-ietf-secsh-filexfer-02 §7). */
const status = { end: 1, missing: 2, denied: 3 };

/** A folder of an SFTP server. */
export function openSftpFolder({ sftp, end, broken }: SftpLine, folder: string | undefined): FileServer {
  const asked = <T>(path: string, ask: (sftp: SFTPWrapper, done: (error: Error | undefined | null, value: T) => void) => void): Promise<T> => {
    const answer = new Promise<T>((resolve, reject) => { ask(sftp, (error, value) => (error ? reject(error) : resolve(value))); });
    return Promise.race([answer, broken]).catch((error: unknown) => { throw sftpProblem(error, path); });
  };
  const place = folder === undefined || folder === '' ? '.' : folder;
  return {
    showsWholeFilesOnly: false,
    async list(fits) {
      const handle = await asked<Buffer>(place, (on, done) => on.opendir(place, done));
      const found: RemoteFile[] = [];
      let seen = 0;
      for (let page = await nextNames(asked, handle); page.length > 0; page = await nextNames(asked, handle)) {
        seen += page.length;
        if (seen > LARGEST_FOLDER) throw fileServerProblem('folder-too-large', { limit: LARGEST_FOLDER });
        found.push(...page.filter(({ filename, attrs }) => attrs.isFile() && fits(filename)).map(({ filename, attrs }) => remoteFile(filename, attrs)));
      }
      await asked<void>(place, (on, done) => on.close(handle, done as never));
      return found;
    },
    async look(name) {
      const path = pathIn(folder, name);
      const stats = await asked<Stats>(path, (on, done) => on.stat(path, done)).catch((error: unknown) => { if ((error as Problem).code === 'connectors.path-missing') return null; throw error; });
      return stats?.isFile() ? remoteFile(name, stats) : null;
    },
    read: (file, offset) => readAhead(asked, pathIn(folder, file.name), file, offset),
    close: end,
  };
}

type Ask = <T>(path: string, ask: (sftp: SFTPWrapper, done: (error: Error | undefined | null, value: T) => void) => void) => Promise<T>;

async function nextNames(asked: Ask, handle: Buffer): Promise<FileEntryWithStats[]> {
  return asked<FileEntryWithStats[]>('', (on, done) => on.readdir(handle, (error, list) => ((error as { code?: number } | undefined)?.code === status.end ? done(null, []) : done(error, list))));
}

/** Pieces in order, with several requests under way; never past the length that was listed. */
async function* readAhead(asked: Ask, path: string, file: RemoteFile, offset: number): AsyncGenerator<Buffer> {
  const handle = await asked<Buffer>(path, (on, done) => on.open(path, 'r', done));
  const under: Promise<Buffer>[] = [];
  let next = offset;
  const ask = () => {
    const [at, length] = [next, Math.min(PIECE, file.bytes - next)];
    next += length;
    const piece = readWhole(asked, path, handle, at, length);
    piece.catch(() => undefined); // thrown where it stands in order
    under.push(piece);
  };
  try {
    while (under.length > 0 || next < file.bytes) {
      while (under.length < AHEAD && next < file.bytes) ask();
      const piece = await (under.shift() as Promise<Buffer>);
      if (piece.length > 0) yield piece;
    }
  } finally {
    await asked<void>(path, (on, done) => on.close(handle, done as never)).catch(() => undefined);
  }
}

/** A server may answer with less than was asked for; at the end of a file that was cut short comes nothing more. */
async function readWhole(asked: Ask, path: string, handle: Buffer, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let held = 0;
  while (held < length) {
    const count = await asked<number>(path, (on, done) => on.read(handle, buffer, held, length - held, at + held, (error, bytes) => ((error as { code?: number } | undefined)?.code === status.end ? done(null, 0) : done(error, bytes))));
    if (count === 0) throw connectorProblem('file-changed', { path });
    held += count;
  }
  return buffer;
}

/** Times are whole seconds in version 3 of the protocol. */
function remoteFile(name: string, attrs: Stats): RemoteFile {
  return { name, bytes: attrs.size, modifiedMs: attrs.mtime * 1000, version: String(attrs.mtime) };
}

function sftpProblem(error: unknown, path: string): unknown {
  if (error instanceof Problem) return error;
  const { code, message } = error as { code?: number; message: string };
  if (code === status.missing) return connectorProblem('path-missing', { path }, { cause: error });
  if (code === status.denied) return connectorProblem('path-unreadable', { path }, { cause: error });
  return fileServerProblem('source-vanished', { path, detailTh: `เครื่องต้นทางตอบว่า ${message}`, detailEn: message }, { cause: error });
}
