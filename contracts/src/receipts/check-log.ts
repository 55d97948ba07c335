import { equalBytes, utf8 } from '../transparency/bytes.ts';
import { parseSignedCheckpoint, type SignedCheckpoint } from '../transparency/checkpoint.ts';
import { checkSignature, COSIGNATURE, ED25519, keyIdOf, verifierOf, type VerifyEd25519 } from '../transparency/note.ts';
import { verifyInclusion } from '../transparency/proofs.ts';
import { parseTlogProof, type TlogProof } from '../transparency/tlog-proof.ts';
import { leafHash } from '../transparency/tree.ts';
import { absent, failed, passed, type Check, type ReceiptFiles, type VerifyWays } from './checks.ts';
import { ed25519Key, rawEd25519, readPublicKey } from './public-key.ts';
import { textOf } from './text.ts';

interface Log { readonly proof: TlogProof; readonly checkpoint: SignedCheckpoint; readonly key: Uint8Array }

/** That the entry stands in the log, that the log signed its checkpoint, who else saw that, and when. */
export async function checkLog(files: ReceiptFiles, ways: VerifyWays): Promise<Check[]> {
  const log = logOf(files);
  if (typeof log === 'string') return [failed('log', log)];
  const { sha256 } = ways;
  const { size, root } = log.checkpoint;
  const isIn = verifyInclusion(sha256, { index: log.proof.index, size, root, proof: log.proof.proof, leaf: leafHash(sha256, files.get('entry.txt') as Uint8Array) });
  return [
    isIn ? passed('log', `${log.proof.index} / ${size}`) : failed('log', 'receipt.tlog-proof'),
    await checkCheckpoint(files, log, ways), await checkWitnesses(files, log, ways), checkStamp(files, log, ways),
  ];
}

/** @returns the name of the file that cannot be read otherwise. */
function logOf(files: ReceiptFiles): Log | string {
  const proof = parseTlogProof(textOf(files.get('receipt.tlog-proof')) ?? '');
  const checkpoint = proof && parseSignedCheckpoint(proof.checkpoint);
  const key = readPublicKey(textOf(files.get('keys/log.pem')) ?? '');
  const raw = key && rawEd25519(key);
  if (!proof || !checkpoint) return 'receipt.tlog-proof';
  if (checkpoint.text !== textOf(files.get('checkpoint.txt'))) return 'checkpoint.txt';
  return raw ? { proof, checkpoint, key: raw } : 'keys/log.pem';
}

const byRawKey = (verify: VerifyWays['verify']): VerifyEd25519 => (key, message, signature) => verify(ed25519Key(key), message, signature).catch(() => false);

async function checkCheckpoint(files: ReceiptFiles, { checkpoint, key }: Log, { sha256, verify }: VerifyWays): Promise<Check> {
  const { state } = await checkSignature(byRawKey(verify), checkpoint, verifierOf(sha256, checkpoint.origin, ED25519, key));
  if (state !== 'holds') return failed('checkpoint', 'receipt.tlog-proof');
  const isSame = checkpoint.signatures.some((each) => each.name === checkpoint.origin && equalBytes(each.signature, files.get('checkpoint.sig') as Uint8Array));
  return isSame ? passed('checkpoint', checkpoint.origin) : failed('checkpoint', 'checkpoint.sig');
}

/** Co-signatures whose keys lie in the bundle (`keys/witness-1.pem` …); a line of a witness whose key is not here says nothing. */
async function checkWitnesses(files: ReceiptFiles, { checkpoint }: Log, { sha256, verify, leastWitnesses = 0 }: VerifyWays): Promise<Check> {
  const names = new Set<string>();
  for (const [file, bytes] of files) {
    if (!/^keys\/witness-\d+\.pem$/.test(file)) continue;
    const key = readPublicKey(textOf(bytes) ?? '');
    const raw = key && rawEd25519(key);
    const line = raw && checkpoint.signatures.find((each) => each.keyId === keyIdOf(sha256, each.name, COSIGNATURE, raw));
    if (!raw || !line || (await checkSignature(byRawKey(verify), checkpoint, verifierOf(sha256, line.name, COSIGNATURE, raw))).state !== 'holds') return failed('witnesses', file);
    names.add(line.name);
  }
  if (names.size < leastWitnesses) return failed('witnesses', `${names.size} < ${leastWitnesses}`);
  return names.size > 0 ? passed('witnesses', [...names].join(' ')) : absent('witnesses');
}

/** Whether the time-stamp names this checkpoint: its imprint is the SHA-256 of the text. The stamp's own signature needs a chain of certificates, which `verify.sh` follows. */
function checkStamp(files: ReceiptFiles, { checkpoint }: Log, { sha256 }: VerifyWays): Check {
  const stamp = files.get('checkpoint.tsr');
  if (!stamp) return absent('stamp');
  const imprint = sha256(utf8(checkpoint.text));
  // OCTET STRING of 32 bytes.
  for (let at = stamp.indexOf(0x04); at >= 0 && at + 34 <= stamp.length; at = stamp.indexOf(0x04, at + 1)) {
    if (stamp[at + 1] === 0x20 && equalBytes(stamp.subarray(at + 2, at + 34), imprint)) return passed('stamp', 'checkpoint.tsr');
  }
  return failed('stamp', 'checkpoint.tsr');
}
