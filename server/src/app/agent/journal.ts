import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchMark } from '#modules/linkage/index.ts';
import { replaceFile } from '../replace-file.ts';

/** A file on its way: kept until the hub has it whole. */
export interface Pending { readonly key: string; readonly file: string; readonly name: string; readonly size: number; readonly sha256: string; readonly mark: FetchMark }
export interface SourceState { deliveries: number; mark?: FetchMark; sha256?: string; pending?: Pending; deliveredAt?: string; runId?: number; checkedAt?: string; problem?: { at: string; th: string; en: string } }

/** What the agent has done, in one small file of its state folder; a killed agent goes on from it. */
export class Journal {
  readonly #file: string;
  readonly sources: Record<string, SourceState>;
  constructor(stateDir: string) {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    this.#file = join(stateDir, 'journal.json');
    this.sources = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, SourceState> : {};
  }

  of(name: string): SourceState { return this.sources[name] ??= { deliveries: 0 }; }
  save(): void { replaceFile(this.#file, `${JSON.stringify(this.sources, null, 1)}\n`, 0o600); }
}
