import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Content } from './content.ts';
import type { LinkProblem } from './link-problem.ts';

/** What an address elsewhere answered when it was last asked. */
export interface LinkState { ok: boolean; problem: LinkProblem | null; status: number | null; checkedAt: string }

/** Everything that a dataset's quality is made of. */
export interface Subject {
  record: CatalogueRecord;
  /** Of the current release; null when nothing is linked. */
  content: Content | null;
  /** By resource. An address that was not asked yet counts neither way. */
  links: ReadonlyMap<string, LinkState>;
  /** How many other datasets have the same Thai title. */
  twins: number;
}
