import { toHex, utf8 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature } from '@saphan/contracts/transparency/note';
import { parseTlogProof } from '@saphan/contracts/transparency/tlog-proof';
import { ledgerProblem } from '../errors.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { findLog } from '../keys/keys.sql.gen.ts';
import { type LogKey, readLogKeys } from '../keys/log-keys.ts';
import type { LedgerPorts } from '../ports.ts';
import { listWitnesses, type ListWitnessesRow } from '../reads/entries.sql.gen.ts';
import { sha256 } from '../tree/sha-256.ts';

const PATIENCE_MS = 10_000;
const LONGEST_NOTE = 64 * 1024;
/** Who had a checkpoint that somebody brought as a file. */
const BROUGHT = 'brought';

/** A checkpoint that our key signed, and who had it. */
export interface Known { source: string; note: string }
/** @param silent witnesses that did not say what they co-signed. */
export interface Gathered { known: Known[]; silent: string[] }

/** Asks every witness for the last checkpoint of ours that it co-signed, and takes what somebody brings: signed notes, or proofs of receipts. @throws `ledger.checkpoint-not-ours`. */
export async function gatherSigned(ports: LedgerPorts, brought: readonly string[]): Promise<Gathered> {
  const { origin, keys, witnesses } = await ports.db.read(async (tx) => {
    const log = await findLog(tx, {});
    if (!log) throw ledgerProblem('nothing-signed-yet');
    return { origin: log.origin, keys: (await readLogKeys(tx)).filter(({ verifier }) => verifier.name === log.origin), witnesses: (await listWitnesses(tx, {})).filter(({ ended_at }) => ended_at === null) };
  });
  const read = await Promise.all(brought.map(async (text, i) => {
    const note = parseTlogProof(text)?.checkpoint ?? text;
    if (!await isOurs(note, keys)) throw ledgerProblem('checkpoint-not-ours', { errors: [{ pointer: `/checkpoints/${i}`, th: `ลายเซ็นนี้ไม่ใช่ของ ${origin}`, en: `This is not signed by ${origin}.` }] });
    return { source: BROUGHT, note };
  }));
  const answers = await Promise.all(witnesses.map(async (witness) => ({ witness, note: await askWitness(ports, origin, witness) })));
  const known: Known[] = [...read];
  const silent: string[] = [];
  for (const { witness: { name, size }, note } of answers) {
    if (note !== null && await isOurs(note, keys)) known.push({ source: name, note });
    else if (note !== '' || size > 0) silent.push(name);
  }
  return { known, silent };
}

/** @returns the note; empty: it co-signed none; null: it does not answer. */
async function askWitness({ fetch }: LedgerPorts, origin: string, { url }: ListWitnessesRow): Promise<string | null> {
  const reply = await fetch(`${url}/${toHex(sha256(utf8(origin)))}/checkpoint`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (reply?.status === 404) return '';
  return reply?.status === 200 ? (await reply.text().catch(() => '')).slice(0, LONGEST_NOTE) : null;
}

async function isOurs(note: string, keys: readonly LogKey[]): Promise<boolean> {
  const signed = parseSignedCheckpoint(note);
  return signed !== null && await keyThatSigned(signed, keys) !== null;
}

/** The key of ours under a checkpoint, whichever sizes it signed here: a lost history may have turned it elsewhere. */
export async function keyThatSigned(signed: SignedCheckpoint, keys: readonly LogKey[]): Promise<LogKey | null> {
  for (const key of keys) if (key.verifier.name === signed.origin && (await checkSignature(verifyEd25519, signed, key.verifier)).state === 'holds') return key;
  return null;
}
