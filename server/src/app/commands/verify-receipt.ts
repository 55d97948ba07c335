import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPublicKey, thumbprintOf } from '@saphan/contracts/receipts/public-key';
import { notProvedBy, sentenceOf } from '@saphan/contracts/receipts/sentences';
import { verifyReceipt, type Verdict } from '@saphan/contracts/receipts/verify-receipt';
import { webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { readZip, ZipProblem } from '@saphan/contracts/receipts/zip';
import { formatThaiDate } from '@saphan/contracts/dates';
import { exitCodes, StartProblem } from '../exit.ts';
import { sayProblem } from '../terminal.ts';

/** Larger files are no receipts. */
const MOST_BYTES = 300 * 1024 * 1024;
const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

export interface VerifyReceiptOptions {
  /** Public keys that the reader trusts: PEM files, or folders of them. */
  readonly trust?: readonly string[];
  /** The same by thumbprint, from elsewhere. */
  readonly knownKids?: ReadonlySet<string>;
  readonly witnesses?: string;
  readonly requestBody?: string;
  readonly responseBody?: string;
  readonly json?: boolean;
}

/** Verifies a receipt offline: no server, no database. @returns the exit code. */
export async function verifyReceiptFile(file: string | undefined, options: VerifyReceiptOptions): Promise<number> {
  if (file === undefined) throw new StartProblem('usage', 'ต้องระบุไฟล์ใบรับ: saphan verify receipt FILE.zip', 'Say which receipt: saphan verify receipt FILE.zip');
  const bodies = ([['request.body', options.requestBody], ['response.body', options.responseBody]] as const).flatMap(([name, from]) => from === undefined ? [] : [[name, readBytes(from)] as const]);
  const files = await readZip(readBytes(file)).catch((error: unknown) => {
    if (error instanceof ZipProblem) throw new StartProblem('usage', `${file} ไม่ใช่ใบรับที่อ่านได้ (${error.message})`, `${file} is no receipt that can be read (${error.message}).`);
    throw error;
  });
  const knownKeys = new Set([...(options.trust ?? []).flatMap(readKeys), ...(options.knownKids ?? [])]);
  const verdict = await verifyReceipt(new Map([...files, ...bodies]), { sha256, verify: webCryptoVerify(crypto.subtle), knownKeys, leastWitnesses: Number(options.witnesses ?? 0) });
  if (options.json) process.stdout.write(`${JSON.stringify({ ...verdict, notProved: notProvedBy(verdict) })}\n`);
  else sayVerdict(verdict);
  return verdict.ok ? 0 : exitCodes.failed;
}

function readBytes(file: string): Buffer {
  try {
    if (statSync(file).size <= MOST_BYTES) return readFileSync(file);
  } catch {
    // Said below.
  }
  throw new StartProblem('usage', `อ่านไฟล์ ${file} ไม่ได้`, `The file ${file} cannot be read.`);
}

function readKeys(place: string): string[] {
  const files = statSync(place, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(place).filter((name) => name.endsWith('.pem')).map((name) => join(place, name)) : [place];
  return files.map((file) => {
    const key = readPublicKey(readBytes(file).toString('utf8'));
    if (!key) throw new StartProblem('usage', `${file} ไม่ใช่กุญแจสาธารณะ`, `${file} is no public key.`);
    return thumbprintOf(key, sha256);
  });
}

const MARKS = { passed: '✓', failed: '✗', absent: '–' } as const;

function sayVerdict(verdict: Verdict): void {
  const lines = verdict.checks.map((check) => {
    const { th, en } = sentenceOf(check);
    return `${MARKS[check.state]} ${th}${check.detail === null ? '' : ` (${check.detail})`}\n  ${en}`;
  });
  const { facts } = verdict;
  if (facts) {
    const at = formatThaiDate(facts.at, { style: 'withTime', lang: 'th' });
    lines.push('', `${facts.client ?? '?'} → ${facts.method ?? '?'} ${facts.targetUri ?? '?'}`, `${at} · ${facts.status} · ${facts.agreement ?? '–'} · ${facts.purpose ?? '–'} · assurance ${facts.assurance}`);
    for (const { signer, kid } of facts.keys) lines.push(`kid ${signer} ${kid}`);
  }
  lines.push('', 'สิ่งที่ใบรับไม่พิสูจน์ · What it does not prove', ...notProvedBy(verdict).map(({ th, en }) => `  · ${th}\n    ${en}`), '');
  process.stdout.write(`${lines.join('\n')}\n`);
  if (verdict.ok) process.stdout.write('✓ ใบรับนี้ถูกต้อง\n  This receipt is true.\n');
  else sayProblem({ th: 'ใบรับนี้ไม่ผ่านการตรวจ', en: 'This receipt does not pass.' });
}
