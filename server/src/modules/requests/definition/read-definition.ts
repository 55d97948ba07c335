import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { LegalBasis } from '../schemas.ts';

/** How requests go, as `definitions/requests.yaml` says. */
export interface RequestDefinition {
  readonly answerWithinWorkingDays: number;
  readonly leastWorkingDaysAfterReply: number;
  readonly remindWorkingDaysBefore: readonly number[];
  readonly escalateWorkingDaysAfter: number;
  readonly leastPurpose: number;
  readonly legalBases: readonly LegalBasis[];
  readonly frequencies: readonly { code: string; th: string; en: string }[];
}

let kept: RequestDefinition | null = null;

/** Read once. */
export const readRequestDefinition = (): RequestDefinition => kept ??= build();

function build(): RequestDefinition {
  const given = parse(readFileSync(new URL('../../../../../definitions/requests.yaml', import.meta.url), 'utf8'));
  return { ...given, legalBases: given.legalBases.map((each: object) => ({ personal: false, sensitive: false, needsSection: false, ...each })) };
}
