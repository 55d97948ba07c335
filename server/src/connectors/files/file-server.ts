/** A file on an outside server, as it looked when it was listed. */
export interface RemoteFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Changes when the file does: its time, or the tag of an object. */
  readonly version: string;
}

/** One connection to a folder of an outside server. Errors are problems with their retry class. */
export interface FileServer {
  /** A listed file is whole already: its server shows none that is still being written. */
  readonly showsWholeFilesOnly: boolean;
  /** Files of the folder whose names `fits` lets pass, in any order; folders and links are left out. */
  list(fits: (name: string) => boolean): Promise<RemoteFile[]>;
  /** The file as it is now; null when it is gone. */
  look(name: string): Promise<RemoteFile | null>;
  /** Bytes of the file from an offset on. One file is read at a time. */
  read(file: RemoteFile, offset: number): AsyncIterable<Buffer>;
  close(): void;
}

/** Connects and signs in anew. */
export type Dial = () => Promise<FileServer>;

/** Most names of one folder that are looked through. */
export const LARGEST_FOLDER = 100_000;
