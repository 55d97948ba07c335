import type { Tx } from '#kernel/db.ts';
import { listOpenRunIds } from './open-runs.sql.gen.ts';

/** Which of these runs may still publish, held ones too: the lake must not sweep their files. */
export async function listOpenRuns(tx: Tx, ids: number[]): Promise<number[]> {
  return (await listOpenRunIds(tx, { ids })).map(({ id }) => id);
}
