import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import type { HarvestPorts } from '../ports.ts';
import type { SourceClient } from './ask-source.ts';
import type { ClaimJobRow, HoldJobRow } from './job.sql.gen.ts';
import type { FindSourceToWorkOnRow } from './source.sql.gen.ts';

/** One job under way. Whatever is written goes through `within`, which writes nothing when another worker holds the job. */
export interface Session {
  readonly ports: HarvestPorts;
  readonly job: ClaimJobRow;
  readonly source: FindSourceToWorkOnRow;
  readonly client: SourceClient;
  readonly signal: AbortSignal;
  within<T>(work: (tx: Tx, job: HoldJobRow) => Promise<T>): Promise<T>;
}

/** Who writes: the source, so that the history of a record says where it came from. */
export const actorOf = (source: { id: number }): Actor => ({ name: `harvest:${source.id}`, role: 'operator' });
