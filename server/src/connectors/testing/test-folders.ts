import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LONG_AGO = new Date('2026-01-01');

/** Folders of one test file below that of a server: each test begins with an empty one. */
export interface TestFolders {
  fresh(): Promise<void>;
  /** The folder of the test that runs: its name, and where it lies. */
  name(): string;
  place(): string;
  /** Writes a file that was last changed long ago, or then; where it lies. */
  put(name: string, content: string | Buffer, at?: Date): Promise<string>;
}

export function openTestFolders(root: () => string, word = 'folder'): TestFolders {
  let count = 0;
  const name = () => `${word} ${count}`;
  const place = () => join(root(), name());
  return {
    name, place,
    async fresh() {
      count += 1;
      await mkdir(place());
    },
    async put(file, content, at = LONG_AGO) {
      const path = join(place(), file);
      await writeFile(path, content);
      await utimes(path, at, at);
      return path;
    },
  };
}
