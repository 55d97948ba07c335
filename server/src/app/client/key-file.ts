import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartProblem } from '../exit.ts';

const MOST_BYTES = 100_000;

/** The passphrase of a key: the first line of a file, else of the environment; never of the command line, which others on the machine can read. */
export async function passphraseOf(file: string | undefined): Promise<string | null> {
  if (file === undefined) return process.env['SAPHAN_KEY_PASSPHRASE'] || null;
  const text = (await readText(file)).split(/\r?\n/)[0] ?? '';
  if (text === '') throw new StartProblem('usage', `บรรทัดแรกของไฟล์ ${file} ว่าง`, `The first line of ${file} is empty.`);
  return text;
}

/** A private key of a system as PKCS#8 PEM without its passphrase; PKCS#1 and SEC 1, which older programs write, are taken too. */
export async function readKeyFile(file: string, passphraseFile: string | undefined): Promise<string> {
  const text = await readText(file);
  if (/-----BEGIN PRIVATE KEY-----/.test(text) || !/-----BEGIN (?:ENCRYPTED|RSA|EC) PRIVATE KEY-----/.test(text)) return text;
  const passphrase = await passphraseOf(passphraseFile);
  if (/ENCRYPTED/.test(text) && passphrase === null) throw new StartProblem('usage', `กุญแจ ${file} มีรหัสผ่าน ใช้ --passphrase-file หรือ SAPHAN_KEY_PASSPHRASE`, `The key ${file} has a passphrase: use --passphrase-file or SAPHAN_KEY_PASSPHRASE.`);
  try {
    return createPrivateKey({ key: text, ...passphrase !== null && { passphrase } }).export({ type: 'pkcs8', format: 'pem' }) as string;
  } catch {
    throw new StartProblem('usage', `เปิดกุญแจ ${file} ไม่ได้ รหัสผ่านอาจไม่ถูกต้อง`, `The key ${file} cannot be opened: the passphrase may be wrong.`);
  }
}

/** Puts a passphrase on a key, as PKCS#8 has it (PBES2, AES-256). */
export function lockKey(pem: string, passphrase: string): string {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }) as string;
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => { throw new StartProblem('usage', `อ่านไฟล์ ${file} ไม่ได้`, `The file ${file} cannot be read.`); });
  if (bytes.length > MOST_BYTES) throw new StartProblem('usage', `ไฟล์ ${file} ใหญ่เกินกว่าจะเป็นกุญแจ`, `The file ${file} is too large for a key.`);
  return bytes.toString('utf8');
}
