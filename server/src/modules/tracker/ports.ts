import type { Tx } from '#kernel/db.ts';

/** A reference under which exchanges about one person are found: a keyed hash, under the key of one calendar year. */
export interface SubjectKey { year: number; subject: Buffer }

/** What the tracker needs from outside its room. */
export interface TrackerPorts {
  readonly masterKey: Buffer;
  /** References of a citizen id, one for each year whose key was not destroyed. */
  subjectKeysOf(tx: Tx, citizenId: string): Promise<readonly SubjectKey[]>;
}
