import type { Tx } from '#kernel/db.ts';
import { readInstance } from './instance.sql.gen.ts';

/** The id of this installation: by it a command line knows whose token it holds. */
export async function readInstanceId(tx: Tx): Promise<string> {
  return (await readInstance(tx, {})).id;
}
