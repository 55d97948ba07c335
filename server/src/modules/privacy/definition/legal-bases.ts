import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A law on which data may be given or processed, as `definitions/requests.yaml` lists them for every room. */
export interface LegalBasis {
  readonly code: string;
  readonly th: string;
  readonly en: string;
  /** Allows personal data (PDPA section 24). */
  readonly personal: boolean;
  /** Allows sensitive personal data (section 26). */
  readonly sensitive: boolean;
  /** The law and its section must be written. */
  readonly needsSection: boolean;
}

let kept: readonly LegalBasis[] | null = null;

/** Read once. */
export function listLegalBases(): readonly LegalBasis[] {
  return kept ??= parse(readFileSync(new URL('../../../../../definitions/requests.yaml', import.meta.url), 'utf8')).legalBases
    .map((each: object) => ({ personal: false, sensitive: false, needsSection: false, ...each }));
}
