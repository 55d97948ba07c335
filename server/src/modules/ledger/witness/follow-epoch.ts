import { equalBytes, toBase64 } from '@saphan/contracts/transparency/bytes';
import { parseNote, parseVerifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { type EpochLink, readLink, type Tree } from '../keys/epoch-link.ts';
import { appendEntry } from '../operations/append-entry.ts';
import { sha256 } from '../tree/sha-256.ts';
import type { WitnessAnswer } from './add-checkpoint.ts';
import { endWitnessedLog, insertFollowingLog, lockWitnessedLog, type LockWitnessedLogRow, noteRefusal } from './witness.sql.gen.ts';

const TEXT = 'text/plain; charset=utf-8';
const answer = (status: WitnessAnswer['status'], body: string, type = TEXT): WitnessAnswer => ({ status, body: `${body}\n`, type });

/**
 * Goes over to the log that follows one that is known here, when the key that is trusted says so and says no less than what was seen is lost. What was seen before the loss the next log must
 * begin with; else it begins with what its house still holds. The old log is co-signed no more.
 */
export async function followEpoch(tx: Tx, note: string): Promise<WitnessAnswer> {
  const origin = parseNote(note)?.text.split('\n')[1];
  const known = origin ? await lockWitnessedLog(tx, { origin }) : null;
  const trusted = known && !known.ended ? parseVerifier(sha256, known.vkey) : null;
  if (!origin || !known || !trusted) return answer(404, 'unknown origin');
  const link = await readLink(note, trusted);
  if (!link) return answer(403, 'no link from the trusted key');
  const now = systemClock.now().toISOString();
  const fault = faultOf(link, known);
  if (fault !== null) {
    await noteRefusal(tx, { origin, reason: fault, now });
    return fault === 'lost-more-than-said' ? answer(409, String(known.size), 'text/x.tlog.size') : answer(422, fault);
  }
  const from = beginningFor(link, known);
  const { agreed, signed, next } = link;
  const added = await insertFollowingLog(tx, { origin: next.name, vkey: writeVerifier(next), size: from.size, root: Buffer.from(from.root), actor: theHouse.name, now, follows: origin, link: note, lost_from: agreed, lost_to: signed.size });
  if (!added) return answer(422, 'already-followed');
  await endWitnessedLog(tx, { origin, actor: theHouse.name, now });
  const facts = { origin, next: writeVerifier(next), seen: known.size, held: link.held.size, lost: { from: agreed, to: signed.size }, root: toBase64(signed.root) };
  await audit(tx, theHouse, 'ledger.witnessed-log-began-anew', `witnessed-log:${next.name}`, facts);
  await appendEntry(tx, { kind: 'ledger.witnessed-log-began-anew', subject: `witnessed-log:${next.name}`, facts });
  return answer(200, 'followed');
}

/** Why a link says less than what was seen; null when it does not. */
function faultOf({ agreed, signed, held }: EpochLink, { size, root }: LockWitnessedLogRow): string | null {
  if (size > Math.max(signed.size, held.size)) return 'lost-more-than-said';
  const said = [signed, held].filter((tree) => tree.size === size);
  return size > agreed && said.length > 0 && root && !said.some((tree) => equalBytes(tree.root, root)) ? 'other-root' : null;
}

/** What the next log must go on from: what was seen, unless that may be among what is said to be lost. */
function beginningFor({ agreed, signed, held }: EpochLink, { size, root }: LockWitnessedLogRow): Tree {
  return root && size > 0 && (size <= agreed || size > signed.size) ? { size, root } : held;
}
