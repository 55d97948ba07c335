import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { meetingProblem } from '../errors.ts';
import { selectCommittee } from '../reads/committees.ts';
import type { ChangedCommittee, Member, NewCommittee } from '../schemas.ts';
import { assertDay, assertOnce, assertOrder } from './check.ts';
import { findLastCommitteeWord, insertCommittee, insertCommitteeVersion, lockCommittee } from './say.sql.gen.ts';

type Said = { id: number; version: number };

/** Sets up a committee with its members. @throws `meetings.person-twice`, `meetings.agency-unknown`, the problems of days. */
export async function createCommittee(tx: Tx, actor: Actor, asked: NewCommittee, now: Date): Promise<Said> {
  const { id } = await insertCommittee(tx, {});
  return sayCommittee(tx, actor, id, { ...asked, version: 0, reason: null }, [], now);
}

/** Says a committee anew on top of the version that was seen; whoever left keeps the seat's number. @throws `meetings.changed-meanwhile`. */
export async function changeCommittee(tx: Tx, actor: Actor, id: number, asked: Static<typeof ChangedCommittee>, now: Date): Promise<Said> {
  if (!await lockCommittee(tx, { id })) throw meetingProblem('committee-not-found', { id });
  const before = await selectCommittee(tx, id, now.toISOString());
  return sayCommittee(tx, actor, id, asked, before.members, now);
}

async function sayCommittee(tx: Tx, actor: Actor, id: number, asked: NewCommittee & { version: number; reason: string | null }, before: readonly Member[], now: Date): Promise<Said> {
  await assertCommittee(tx, asked, before);
  let next = Math.max(0, ...before.map(({ seat }) => seat));
  const members: Member[] = asked.members.map(({ seat, ...each }) => ({ ...each, name: each.name.trim(), position: each.position.trim(), seat: seat ?? ++next }));
  const said = await insertCommitteeVersion(tx, {
    committee_id: id, seen: asked.version, name_th: asked.nameTh.trim(), name_en: asked.nameEn.trim(), began_on: asked.beganOn, ended_on: asked.endedOn, members, reason: asked.reason, actor: actor.name, now: now.toISOString(),
  });
  if (!said) {
    const last = await findLastCommitteeWord(tx, { id });
    throw meetingProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
  }
  await audit(tx, actor, `meetings.committee-${asked.version === 0 ? 'created' : 'changed'}`, `committee:${id}`, { reason: asked.reason, members: members.length });
  return { id, version: said.version };
}

async function assertCommittee(tx: Tx, { beganOn, endedOn, members }: NewCommittee, before: readonly Member[]): Promise<void> {
  assertDay(beganOn, '/beganOn');
  if (endedOn !== null) assertDay(endedOn, '/endedOn');
  assertOrder(beganOn, endedOn, '/endedOn');
  assertOnce(members.map(({ name }, i) => ({ name, pointer: `/members/${i}/name` })));
  const seats = new Set<number>();
  for (const [i, { from, to, seat, agencyId }] of members.entries()) {
    assertDay(from, `/members/${i}/from`);
    if (to !== null) assertDay(to, `/members/${i}/to`);
    assertOrder(from, to, `/members/${i}/to`);
    if (seat != null && (!before.some((member) => member.seat === seat) || seats.has(seat))) throw meetingProblem('seat-unknown', { errors: [{ pointer: `/members/${i}/seat`, th: `ตำแหน่งที่ ${seat}`, en: `Seat ${seat}` }] });
    if (seat != null) seats.add(seat);
    // Whoever sat for an agency that has ended keeps the seat as it was.
    if (agencyId !== null && !before.some((member) => member.seat === seat && member.agencyId === agencyId)) await assertAgency(tx, agencyId, `/members/${i}/agencyId`);
  }
}

/** @throws `meetings.agency-unknown`. */
export async function assertAgency(tx: Tx, id: string, pointer: string): Promise<void> {
  if (!await findAgency(tx, id)) throw meetingProblem('agency-unknown', { errors: [{ pointer, th: `"${id}"`, en: `"${id}"` }] });
}
