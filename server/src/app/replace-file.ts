import { chmodSync, renameSync, writeFileSync } from 'node:fs';

/** Puts a text under a name at once: a reader, or a process killed midway, finds the former text or the whole new one. */
export function replaceFile(file: string, text: string, mode = 0o644): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode });
  chmodSync(draft, mode); // a draft that a killed process left keeps its own
  renameSync(draft, file);
}
