import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { deleteVote, insertVote } from './demand.sql.gen.ts';
import { selectRequest } from './read-requests.ts';

/** One voice for a request that is shown; the same person again changes nothing. */
export async function voteForRequest(tx: Tx, who: Principal, id: string): Promise<{ votes: number; voted: boolean }> {
  await selectRequest(tx, id, who);
  await insertVote(tx, { request_id: id, account_id: who.accountId });
  return votesOf(tx, who, id);
}

/** Takes the voice back. */
export async function withdrawVote(tx: Tx, who: Principal, id: string): Promise<{ votes: number; voted: boolean }> {
  await selectRequest(tx, id, who);
  await deleteVote(tx, { request_id: id, account_id: who.accountId });
  return votesOf(tx, who, id);
}

async function votesOf(tx: Tx, who: Principal, id: string) {
  const { votes, voted } = await selectRequest(tx, id, who);
  return { votes, voted };
}
