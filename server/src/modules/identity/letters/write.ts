import type { Tx } from '#kernel/db.ts';
import type { About, LetterKind } from './compose.ts';
import { insertLetters } from './letter.sql.gen.ts';

/** Leaves a letter for each person, to go with the change of this transaction; persons without an account in use get none. */
export async function writeLetters(tx: Tx, kind: LetterKind, to: readonly { personId: string; about: About }[]): Promise<void> {
  if (to.length > 0) await insertLetters(tx, { kind, to: to.map(({ personId, about }) => ({ person_id: personId, about })) });
}
