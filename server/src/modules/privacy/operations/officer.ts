import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { place } from '../days.ts';
import { privacyProblem } from '../errors.ts';
import type { NamedOfficer } from '../schemas.ts';
import { findOfficer, findPostAgency, insertOfficerEvent } from './records.sql.gen.ts';

/**
 * Names the post whose holder is an agency's data protection officer (PDPA section 41), or that none is.
 *
 * @throws `privacy.not-own-agency`, `privacy.post-unknown`.
 */
export async function nameProtectionOfficer(tx: Tx, who: Principal, agencyId: string, { postId, documentNo }: NamedOfficer, now: Date): Promise<void> {
  await assertAgencyExists(tx, agencyId);
  if (!who.agencies.includes('*') && !who.agencies.includes(agencyId)) throw privacyProblem('not-own-agency', { agencyId });
  const post = postId === null ? null : await findPostAgency(tx, { post_id: postId });
  if (postId !== null && post?.agency_id !== agencyId) throw privacyProblem('post-unknown', { errors: [place('/postId', `ไม่มีตำแหน่งที่ ${postId} ในหน่วยงานนี้`, `Post ${postId} is not of this agency`)] });
  await insertOfficerEvent(tx, { agency_id: agencyId, post_id: postId, document_no: documentNo.trim(), actor: who.name, now: now.toISOString() });
  await appendEntry(tx, { kind: 'privacy.officer-named', subject: `agency:${agencyId}`, facts: { agencyId, postId, documentNo: documentNo.trim() } });
  await audit(tx, who, 'privacy.protection-officer-named', `agency:${agencyId}`, { postId });
}

/** Whether somebody acts as the data protection officer of an agency: whoever holds the named post; where nobody does, its administrator. */
export async function actsAsProtectionOfficer(tx: Tx, who: Principal, agencyId: string): Promise<boolean> {
  if (!who.agencies.includes(agencyId)) return false;
  const { any, own } = await findOfficer(tx, { agency_id: agencyId, person_id: who.personId });
  return any ? own : who.roles.includes('agency-admin');
}
