import type { Database } from '#kernel/db.ts';

type Heard = (runId: number | null) => void;
const ears = new WeakMap<Database, Set<Heard>>();

/**
 * Calls back for every run that moved, and with null after the database was away. All open pages share one LISTEN connection.
 *
 * @returns a function that stops the calls.
 */
export function hearRuns(db: Database, heard: Heard): () => void {
  let all = ears.get(db);
  if (!all) {
    const made = new Set<Heard>();
    all = made;
    ears.set(db, made);
    db.listen('run', (payload) => {
      const id = payload === null ? null : (JSON.parse(payload) as { id: number }).id;
      for (const each of made) each(id);
    });
  }
  all.add(heard);
  return () => { all.delete(heard); };
}
