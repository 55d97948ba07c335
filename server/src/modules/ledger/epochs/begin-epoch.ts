import { hash, randomBytes } from 'node:crypto';
import { toBase64, utf8 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { writeFacts } from '@saphan/contracts/transparency/entry';
import { ED25519, verifierOf, writeNote, writeSignature, writeVerifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { ledgerProblem } from '../errors.ts';
import { makeKey, signerOf } from '../keys/ed25519.ts';
import { type Tree, writeLink } from '../keys/epoch-link.ts';
import { endLogKey, findLog, type FindLogRow, lockLogToTurn, renameLog } from '../keys/keys.sql.gen.ts';
import { readLogKeys } from '../keys/log-keys.ts';
import { keepKey, openSigner } from '../keys/signers.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { LedgerPorts } from '../ports.ts';
import { givePlace, givePlaces } from '../sequencing/sequence.ts';
import { sha256 } from '../tree/sha-256.ts';
import { readOpenRequest } from './ask-new-epoch.ts';
import { endRequest, insertEpoch } from './epochs.sql.gen.ts';
import { originOfEpoch, readLogs } from './read-epochs.ts';
import { gatherSigned, type Known } from './signed-elsewhere.ts';
import { type Loss, weighLoss } from './what-is-lost.ts';

export interface BegunEpoch { number: number; origin: string; vkey: string; fromSize: number; lostFrom: number; lostTo: number }
/** What two persons said of it. The blind keeps its hash from being guessed. */
export interface Said { reason: string; askedBy: string; askedAt: string; confirmedBy: string; blind: string }
interface Closing { asked: { reason: string; askedBy: string; askedAt: string }; known: Known[]; log: FindLogRow; loss: Loss; number: number }

/**
 * A second person confirms: witnesses are asked once more, then, in one transaction, what waits gets its place in the old log, its key signs the link to the next log and is destroyed,
 * and the first thing the next log signs is the entry that says what is lost. @throws `ledger.epoch-not-asked`, `ledger.needs-second-person`, `ledger.witness-silent`, `ledger.nothing-lost`.
 */
export async function confirmNewEpoch(ports: LedgerPorts, actor: Actor, { id, withoutSilent = false }: { id: number; withoutSilent?: boolean }): Promise<BegunEpoch> {
  const asked = await ports.db.read(readOpenRequest);
  if (asked?.id !== id) throw ledgerProblem('epoch-not-asked');
  if (asked.askedBy === actor.name) throw ledgerProblem('needs-second-person');
  const gathered = await gatherSigned(ports, []);
  if (gathered.silent.length > 0 && !withoutSilent) throw ledgerProblem('witness-silent', { errors: gathered.silent.map((name) => ({ pointer: '/withoutSilent', th: `พยาน ${name} ไม่ตอบ`, en: `${name} does not answer.` })) });
  const known = [...new Map([...asked.known, ...gathered.known].map((each) => [`${each.source}\n${each.note}`, each])).values()];
  return ports.db.tx(async (tx) => {
    if (!await lockLogToTurn(tx, {})) throw ledgerProblem('nothing-signed-yet');
    if (!await endRequest(tx, { id, actor: actor.name, outcome: 'begun', now: systemClock.now().toISOString() })) throw ledgerProblem('epoch-not-asked');
    await givePlaces(tx, ports);
    const log = await findLog(tx, {}) as FindLogRow;
    const loss = await weighLoss(tx, log, known);
    if (!loss) throw ledgerProblem('nothing-lost');
    return closeAndBegin(tx, ports, actor, { asked, known, log, loss, number: readLogs(await readLogKeys(tx)).length + 1 });
  });
}

async function closeAndBegin(tx: Tx, ports: LedgerPorts, actor: Actor, closing: Closing): Promise<BegunEpoch> {
  const { asked, log, loss, number } = closing;
  const old = await openSigner(tx, ports, 'log');
  const origin = originOfEpoch(old.name, number);
  const { publicKey, pem } = makeKey();
  const next = { ...verifierOf(sha256, origin, ED25519, publicKey), sign: signerOf(pem) };
  const text = writeLink({ origin: log.origin, held: log, ...loss, next });
  const link = writeNote(text, [old, next].map((key) => writeSignature(key, key.sign(utf8(text)))));
  const now = systemClock.now().toISOString();
  const said: Said = { reason: asked.reason, askedBy: asked.askedBy, askedAt: asked.askedAt, confirmedBy: actor.name, blind: toBase64(randomBytes(16)) };
  await endLogKey(tx, { size: log.size, now, actor: actor.name, reason: asked.reason, note: link });
  await keepKey(tx, ports, 'log', next, pem, log.size + 1);
  await renameLog(tx, { origin });
  await insertEpoch(tx, {
    number, origin, closed_origin: log.origin, held_size: log.size, held_root: log.root, agreed_size: loss.agreed, signed_size: loss.signed.size, signed_root: Buffer.from(loss.signed.root), known: JSON.stringify(closing.known),
    reason: said.reason, asked_by: said.askedBy, asked_at: said.askedAt, confirmed_by: said.confirmedBy, now, blind: said.blind,
  });
  const facts = factsOf(closing, { link, said });
  await givePlace(tx, ports, await appendEntry(tx, { kind: 'ledger.epoch-begun', subject: `log:${origin}`, facts }));
  await audit(tx, actor, 'ledger.epoch-begun', `epoch:${number}`, { ...facts, reason: asked.reason, askedBy: asked.askedBy });
  return { number, origin, vkey: writeVerifier(next), fromSize: log.size + 1, lostFrom: loss.agreed, lostTo: loss.signed.size };
}

const treeFacts = ({ size, root }: Tree) => ({ size, root: toBase64(root) });
/** Persons and reason stand in the table; the entry has their hash. */
export const saidHash = ({ reason, askedBy, askedAt, confirmedBy, blind }: Said): string => hash('sha256', writeFacts({ reason, askedBy, askedAt: new Date(askedAt).toISOString(), confirmedBy, blind }), 'hex');
export const linkHash = (link: string): string => hash('sha256', link, 'hex');

function factsOf({ log, loss, known }: Closing, { link, said }: { link: string; said: Said }) {
  const sources = known.flatMap(({ source, note }) => {
    const checkpoint = parseSignedCheckpoint(note);
    return checkpoint ? [{ source, ...treeFacts(checkpoint) }] : [];
  });
  return {
    closed: { origin: log.origin, ...treeFacts(log) }, agreed: loss.agreed, signed: treeFacts(loss.signed), lost: { from: loss.agreed, to: loss.signed.size, atMost: loss.signed.size - loss.agreed },
    known: sources, link: linkHash(link), said: saidHash(said),
  };
}
