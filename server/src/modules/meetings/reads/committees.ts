import type { Tx } from '#kernel/db.ts';
import { meetingProblem } from '../errors.ts';
import type { Committee, Member } from '../schemas.ts';
import { listCommitteesAt, type ListCommitteesAtRow } from './meetings.sql.gen.ts';

/** Every committee as known at a moment. */
export async function listCommittees(tx: Tx, at: string): Promise<Committee[]> {
  return (await listCommitteesAt(tx, { at, id: null })).map(viewCommittee);
}

/** @throws `meetings.committee-not-found`. */
export async function selectCommittee(tx: Tx, id: number, at: string): Promise<Committee> {
  const [row] = await listCommitteesAt(tx, { at, id });
  if (!row) throw meetingProblem('committee-not-found', { id });
  return viewCommittee(row);
}

const viewCommittee = (row: ListCommitteesAtRow): Committee => ({
  id: row.id, version: row.version, nameTh: row.name_th, nameEn: row.name_en, beganOn: row.began_on, endedOn: row.ended_on, members: row.members as Member[], changedBy: row.actor, changedAt: row.recorded_at,
});

/** Whoever sits on a day. */
export const membersOn = ({ members }: Committee, day: string): Member[] => members.filter(({ from, to }) => from <= day && (to === null || to >= day));
