import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface CodedWords { readonly code: string; readonly th: string; readonly en: string }

/** How sharing agreements go, as `definitions/sharing.yaml` says. */
export interface SharingDefinition {
  readonly workingDays: { readonly owner: number; readonly dpo: number; readonly signing: number; readonly renewal: number };
  readonly remindBefore: number;
  readonly remindLate: readonly number[];
  readonly remindDaysBefore: readonly number[];
  readonly longestDays: number;
  readonly mostPerDay: number;
  readonly mostPerSecond: number;
  readonly mostDelayDays: number;
  readonly onwardSharing: readonly CodedWords[];
  readonly delayReasons: readonly CodedWords[];
}

let kept: SharingDefinition | null = null;

/** Read once. */
export const readSharingDefinition = (): SharingDefinition => kept ??= parse(readFileSync(new URL('../../../../../definitions/sharing.yaml', import.meta.url), 'utf8'));
