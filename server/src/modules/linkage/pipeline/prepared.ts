import type { ReleaseDraft } from '#modules/lake/index.ts';
import type { PresentPartitions } from '../partitions/partition.ts';

/** A checked release whose files lie in the store but which nobody sees yet; kept with a held run until someone decides. */
export interface Prepared {
  draft: ReleaseDraft;
  /** Version of the dataset's head that the comparison was made against. */
  headVersion: number;
  /** Which partitions its rows belong to; null where they are not counted. */
  present: PresentPartitions | null;
}
