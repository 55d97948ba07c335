import { fromDecimal, toBase64 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseSignatures, parseVerifier } from '@saphan/contracts/transparency/note';
import { proveConsistency } from '@saphan/contracts/transparency/tiles';
import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { Problem } from '#kernel/problem.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { readLogKeys } from '../keys/log-keys.ts';
import type { LedgerPorts } from '../ports.ts';
import { findNewestCheckpoint, type FindNewestCheckpointRow } from '../reads/proofs.sql.gen.ts';
import { sha256 } from '../tree/sha-256.ts';
import { readTilesOf } from '../tree/tiles.ts';
import { followWitness } from './follow-witness.ts';
import { insertCosignature, listWitnessesToAsk, noteAnswer, type ListWitnessesToAskRow } from './witness.sql.gen.ts';

const EVERY_S = 60;
const PATIENCE_MS = 10_000;
const LONGEST_ANSWER = 64 * 1024;

/** What came of asking: a line of co-signature, the size the witness has seen, or why nothing came. */
type Answer = { line: string; saidAt: number } | { seen: number } | { error: string };

/** Asks every witness that has not co-signed the newest checkpoint. One that is away or refuses keeps nothing from going on. @returns how many co-signed. */
export async function askWitnesses(ports: LedgerPorts): Promise<number> {
  const newest = await ports.db.one((tx) => findNewestCheckpoint(tx, {}));
  if (!newest) return 0;
  const witnesses = await ports.db.one((tx) => listWitnessesToAsk(tx, {}));
  const asked = await Promise.all(witnesses.map((witness) => askWitness(ports, witness, newest)));
  return asked.filter(Boolean).length;
}

async function askWitness(ports: LedgerPorts, asked: ListWitnessesToAskRow, newest: FindNewestCheckpointRow): Promise<boolean> {
  let witness = asked;
  let answer = await post(ports, witness, newest, Math.min(witness.size, newest.size));
  if ('error' in answer && ['http-403', 'http-404'].includes(answer.error) && await tellTurns(ports, witness)) answer = await post(ports, witness, newest, Math.min(witness.size, newest.size));
  if ('seen' in answer && answer.seen <= newest.size) answer = await post(ports, witness, newest, answer.seen);
  if ('error' in answer && answer.error === 'cosignature-absent') {
    witness = await followWitness(ports, witness) ?? witness;
    if (witness !== asked) answer = await post(ports, witness, newest, newest.size);
  }
  // It saw more than there is: this register is older than what was signed once, as after a restored backup.
  const error = 'error' in answer ? answer.error : 'seen' in answer ? 'witness-is-ahead' : null;
  const now = systemClock.now().toISOString();
  await ports.db.tx(async (tx) => {
    if ('line' in answer) await insertCosignature(tx, { size: newest.size, witness_id: witness.id, line: answer.line, said_at: new Date(answer.saidAt * 1000).toISOString() });
    await noteAnswer(tx, { witness_id: witness.id, now, size: 'line' in answer ? newest.size : null, error });
  });
  if (error !== null) ports.log.warn({ witness: witness.name, error }, 'a witness did not co-sign');
  return error === null;
}

/** A witness that trusts an earlier key, or knows an earlier log, is told which followed it, each in its turn. @returns whether it followed any. */
async function tellTurns({ db, fetch }: LedgerPorts, { url }: ListWitnessesToAskRow): Promise<boolean> {
  let followed = false;
  for (const { turn } of await db.one(readLogKeys)) {
    if (turn === null) continue;
    const reply = await fetch(`${url}/turn-key`, { method: 'POST', body: turn, headers: { 'content-type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    followed ||= reply?.status === 200;
  }
  return followed;
}

async function post(ports: LedgerPorts, { url, vkey }: ListWitnessesToAskRow, { size, note }: FindNewestCheckpointRow, old: number): Promise<Answer> {
  const proof = await ports.db.read((tx) => proveConsistency(sha256, old, size, readTilesOf(tx)));
  const body = `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
  try {
    const reply = await ports.fetch(`${url}/add-checkpoint`, { method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = (await reply.text()).slice(0, LONGEST_ANSWER);
    if (reply.status === 409) return readSeen(text);
    return reply.status === 200 ? await readLine(vkey, note, text) : { error: `http-${reply.status}` };
  } catch (cause) {
    return { error: cause instanceof Problem ? cause.code : 'unreachable' };
  }
}

function readSeen(text: string): Answer {
  const seen = fromDecimal(text.trimEnd());
  return seen === null ? { error: 'unreadable' } : { seen };
}

/** Only the line of the key that is trusted counts, and only when it signs this checkpoint. */
async function readLine(vkey: string, note: string, text: string): Promise<Answer> {
  const [verifier, signatures] = [parseVerifier(sha256, vkey), parseSignatures(text)];
  if (!verifier || !signatures) return { error: 'unreadable' };
  const found = await checkSignature(verifyEd25519, { text: (parseSignedCheckpoint(note) as SignedCheckpoint).text, signatures }, verifier);
  return found.state === 'holds' ? { line: found.line, saidAt: found.saidAt ?? 0 } : { error: `cosignature-${found.state}` };
}

/** At most once a minute, whatever comes. */
export const askWitnessesJob = (ports: LedgerPorts): Job => ({ name: 'ledger.ask-witnesses', everySeconds: EVERY_S, leaseSeconds: 120, async run() { await askWitnesses(ports); } });
