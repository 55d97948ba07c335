import { toBase64, toHex, type Sha256 } from '../transparency/bytes.ts';
import { checkLog } from './check-log.ts';
import { checkSameExchange } from './check-same-exchange.ts';
import { absent, failed, KEY_FILES, passed, type AllSigned, type Check, type ReceiptFiles, type Signed, type SignerName, type VerifyWays } from './checks.ts';
import { readExchangeEntry, type Digests, type ExchangeEntry } from './exchange-entry.ts';
import { readPublicKey, thumbprintOf } from './public-key.ts';
import { factsOf, type ReceiptFacts } from './receipt-facts.ts';
import { readSignatureBase } from './signature-base.ts';
import { textOf } from './text.ts';
import type { Verify } from './web-crypto.ts';

export interface Verdict {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** null when the bundle could not be read that far. */
  readonly facts: ReceiptFacts | null;
}

const ALWAYS = ['entry.txt', 'gateway.sigbase', 'gateway.sig', 'keys/gateway.pem', 'receipt.tlog-proof', 'checkpoint.txt', 'checkpoint.sig', 'keys/log.pem'];
const SIGNERS = ['request', 'response', 'gateway'] as const;
const SIGNATURE_CHECKS = { request: 'request-signature', response: 'provider-signature', gateway: 'gateway-signature' } as const;

/** Checks everything that a receipt claims (docs/specs/SPN-EXCHANGE.md §5). Offline; never throws for what the bundle holds. */
export async function verifyReceipt(files: ReceiptFiles, ways: VerifyWays): Promise<Verdict> {
  const missing = ALWAYS.filter((name) => !files.has(name));
  if (missing.length > 0) return broken([failed('files', missing.join(' '))]);
  const entry = readExchangeEntry(textOf(files.get('entry.txt')) ?? '');
  if ('fault' in entry) return broken([passed('files'), failed('entry', entry.fault)]);
  const read = SIGNERS.map((name) => [name, signedOf(files, name)] as const);
  const signed = Object.fromEntries(read.filter(([, each]) => typeof each === 'object' && each !== null)) as AllSigned;
  const checks: Check[] = [passed('files'), passed('entry')];
  for (const [name, each] of read) checks.push(await checkSignature(name, each, entry, ways.verify));
  checks.push(checkDigests(signed, entry, ways.sha256), checkSameExchange(signed, entry), ...await checkLog(files, ways), ...checkKeys(files, signed, ways), ...checkBodies(files, signed, ways.sha256));
  return { ok: checks.every(({ state }) => state !== 'failed'), checks, facts: factsOf(signed, entry, files) };
}

const broken = (checks: Check[]): Verdict => ({ ok: false, checks, facts: null });

/** @returns null when none of its files lies there, the name of the file that is missing or malformed otherwise. */
function signedOf(files: ReceiptFiles, name: SignerName): Signed | string | null {
  const names = [`${name}.sigbase`, `${name}.sig`, KEY_FILES[name]] as const;
  const [baseBytes, signature, pem] = names.map((file) => files.get(file));
  if (!baseBytes && !signature && !pem) return null;
  if (!baseBytes || !signature || !pem) return names.find((file) => !files.has(file)) as string;
  const base = readSignatureBase(textOf(baseBytes) ?? '');
  const key = readPublicKey(textOf(pem) ?? '');
  return base && key ? { name, base, baseBytes, signature, key } : names[base ? 2 : 0];
}

async function checkSignature(name: SignerName, signed: Signed | string | null, entry: ExchangeEntry, verify: Verify): Promise<Check> {
  const id = SIGNATURE_CHECKS[name];
  if (signed === null) return entry[name] === null ? absent(id) : failed(id, `${name}.sig`);
  if (typeof signed === 'string') return failed(id, signed);
  if (entry[name] === null) return failed(id, 'entry.txt');
  const isTrue = await verify(signed.key, signed.baseBytes, signed.signature).catch(() => false);
  return isTrue ? passed(id, signed.base.parameters.get('keyid') ?? null) : failed(id, `${name}.sig`);
}

/** The entry of the log names exactly these bases and signatures. */
function checkDigests(signed: AllSigned, entry: ExchangeEntry, sha256: Sha256): Check {
  const is = ({ base, signature }: Digests, each: Signed) => toHex(sha256(each.baseBytes)) === base && toHex(sha256(each.signature)) === signature;
  const wrong = SIGNERS.find((name) => {
    const [digests, each] = [entry[name], signed[name]];
    return digests === null ? each !== undefined : each === undefined || !is(digests, each);
  });
  return wrong === undefined ? passed('digests') : failed('digests', wrong);
}

/** The keys are those that the signatures name, and, when the reader brought some, those that the reader knows. */
function checkKeys(files: ReceiptFiles, signed: AllSigned, { sha256, knownKeys }: VerifyWays): Check[] {
  const wrong = Object.values(signed).find((each) => each.base.parameters.get('keyid') !== thumbprintOf(each.key, sha256));
  const named = wrong ? failed('keys', KEY_FILES[wrong.name]) : passed('keys');
  if (!knownKeys || knownKeys.size === 0) return [named, absent('known-keys')];
  const log = readPublicKey(textOf(files.get('keys/log.pem')) ?? '');
  const all = [...Object.values(signed).map((each) => [KEY_FILES[each.name], each.key] as const), ...log ? [['keys/log.pem', log] as const] : []];
  const strangers = all.filter(([, key]) => !knownKeys.has(thumbprintOf(key, sha256))).map(([file]) => file);
  return [named, strangers.length === 0 ? passed('known-keys') : failed('known-keys', strangers.join(' '))];
}

/** Bodies are never in a receipt; whoever has one may lay it beside. */
function checkBodies(files: ReceiptFiles, { request, gateway }: AllSigned, sha256: Sha256): Check[] {
  const of = (id: 'request-body' | 'response-body', digest: string | undefined): Check => {
    const file = id.replace('-', '.');
    const body = files.get(file);
    if (!body) return absent(id);
    return (digest ?? '').split(/, ?/).includes(`sha-256=:${toBase64(sha256(body))}:`) ? passed(id, file) : failed(id, file);
  };
  return [
    of('request-body', request?.base.covered.get('"content-digest"') ?? gateway?.base.covered.get('"content-digest";req')),
    of('response-body', gateway?.base.covered.get('"content-digest"')),
  ];
}
