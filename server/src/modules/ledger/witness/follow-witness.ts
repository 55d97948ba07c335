import { type Verifier, parseVerifier, writeVerifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import { theHouse } from '#kernel/policy.ts';
import { readWitnessTurn, splitTurns } from '../keys/witness-turn.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { LedgerPorts } from '../ports.ts';
import { sha256 } from '../tree/sha-256.ts';
import { insertTurnedWitness, type ListWitnessesToAskRow, turnWitness } from './witness.sql.gen.ts';

const PATIENCE_MS = 10_000;
const LONGEST_TURNS = 256 * 1024;

/**
 * A witness answered with a key that is not the one we trust: reads which key followed it, by the word of each one before. The witness is another row from then on, under the same address; what the old key co-signed stays
 * with it. @returns the witness by its new key; null when nobody we trust names one.
 */
export async function followWitness({ db, fetch }: LedgerPorts, witness: ListWitnessesToAskRow): Promise<ListWitnessesToAskRow | null> {
  const reply = await fetch(`${witness.url}/turns`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  const notes = reply?.status === 200 ? splitTurns((await reply.text().catch(() => '')).slice(0, LONGEST_TURNS)) : [];
  let trusted = parseVerifier(sha256, witness.vkey);
  const said: string[] = [];
  for (const note of notes) {
    const turn = trusted && await readWitnessTurn(note, trusted);
    if (!turn) continue;
    trusted = turn.next;
    said.push(note);
  }
  if (!trusted || said.length === 0) return null;
  const facts = { name: witness.name, from: witness.vkey, to: writeVerifier(trusted as Verifier) };
  return db.tx(async (tx) => {
    const now = systemClock.now().toISOString();
    const old = await turnWitness(tx, { id: witness.id, actor: theHouse.name, now, note: said.join('') });
    const next = old && await insertTurnedWitness(tx, { id: witness.id, vkey: facts.to, actor: theHouse.name, now });
    if (!next) return null;
    await audit(tx, theHouse, 'ledger.witness-turned', `witness:${next.id}`, facts);
    await appendEntry(tx, { kind: 'ledger.witness-turned', subject: `witness:${next.id}`, facts });
    return { ...witness, id: next.id, vkey: facts.to };
  });
}
