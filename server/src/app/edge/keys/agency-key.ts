import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { algorithmOf, signText, thumbprint } from '#kernel/message-keys.ts';
import { EdgeProblem } from '../edge-problem.ts';

/** The private key of the agency's system; it never leaves this process. */
export interface AgencyKey { readonly kid: string; readonly algorithm: SignatureAlgorithm; readonly jwk: Record<string, unknown>; sign(text: string): string }

/** @throws {EdgeProblem} final: there is no such file, others can read it, or it is no key of a kind that is taken. */
export function readAgencyKey(file: string): AgencyKey {
  const key = parseKey(file, readOwnFile(file));
  const algorithm = algorithmOf(key);
  if (algorithm === null) throw new EdgeProblem(`กุญแจใน ${file} ต้องเป็น Ed25519, P-256 หรือ RSA`, `The key in ${file} must be Ed25519, P-256 or RSA`, true);
  const half = createPublicKey(key);
  return { kid: thumbprint(half), algorithm, jwk: half.export({ format: 'jwk' }) as Record<string, unknown>, sign: (text) => signText(algorithm, key, text) };
}

/** A file that only its owner reads. @throws {EdgeProblem} */
export function readOwnFile(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new EdgeProblem(`ไม่พบแฟ้ม ${file}`, `There is no file ${file}`, true);
  if ((found.mode & 0o077) !== 0) throw new EdgeProblem(`ผู้อื่นอ่านแฟ้ม ${file} ได้ — ใช้ chmod 600`, `Others can read the file ${file}; use chmod 600`, true);
  return readFileSync(file, 'utf8');
}

function parseKey(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new EdgeProblem(`แฟ้ม ${file} ไม่ใช่กุญแจส่วนตัวแบบ PEM`, `The file ${file} is no private key in PEM`, true);
  }
}
