import { parseNote, parseVerifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { isLink } from '../keys/epoch-link.ts';
import { readTurn } from '../keys/log-keys.ts';
import { appendEntry } from '../operations/append-entry.ts';
import { sha256 } from '../tree/sha-256.ts';
import type { WitnessAnswer } from './add-checkpoint.ts';
import { followEpoch } from './follow-epoch.ts';
import { lockWitnessedLog, turnWitnessedLog } from './witness.sql.gen.ts';

const answer = (status: WitnessAnswer['status'], body: string): WitnessAnswer => ({ status, body: `${body}\n`, type: 'text/plain; charset=utf-8' });

/** Trusts the next key of a log that is known here, when the key that is trusted names it. What was seen of the log stays: the next key continues the same tree. */
export async function followTurn(tx: Tx, note: string): Promise<WitnessAnswer> {
  if (isLink(note)) return followEpoch(tx, note);
  const origin = parseNote(note)?.text.split('\n')[1];
  if (!origin) return answer(400, 'not a turn of a key');
  const known = await lockWitnessedLog(tx, { origin });
  const trusted = known && !known.ended ? parseVerifier(sha256, known.vkey) : null;
  if (!trusted) return answer(404, 'unknown origin');
  const turn = await readTurn(note, trusted);
  if (!turn) return answer(403, 'no turn from the trusted key');
  const facts = { origin, from: writeVerifier(trusted), to: writeVerifier(turn.next) };
  await turnWitnessedLog(tx, { origin, vkey: facts.to });
  await audit(tx, theHouse, 'ledger.witnessed-log-key-turned', `witnessed-log:${origin}`, facts);
  await appendEntry(tx, { kind: 'ledger.witnessed-log-key-turned', subject: `witnessed-log:${origin}`, facts });
  return answer(200, 'followed');
}
