import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { readJwk, sha256Hex, thumbprint, verifyText } from '#kernel/message-keys.ts';
import { START, type Line, type Signed } from './receipt.ts';
import { readKnownKey, readLines } from './receipt-store.ts';

export interface Finding { readonly place: string; readonly th: string; readonly en: string }

/**
 * Recomputes the chain of lines and verifies every signature.
 * @param houseKids keys of the house that the snapshot names; null when there is none: then whatever key signed as the house is taken.
 * @returns how many lines there are, and each that is not as it should be.
 */
export function checkReceipts(stateDir: string, houseKids: ReadonlySet<string> | null = null): { lines: number; findings: Finding[] } {
  const findings: Finding[] = [];
  let [lines, before, n] = [0, START, 0];
  for (const { file, text, line } of readLines(stateDir)) {
    lines += 1;
    const place = `${file} ${line ? `n=${line.n}` : `line ${lines}`}`;
    const find = (th: string, en: string) => findings.push({ place, th, en });
    if (!line) find('อ่านบรรทัดนี้ไม่ได้', 'the line cannot be read');
    else {
      if (line.n !== n + 1) find(`ลำดับขาดหรือสลับ: หลัง ${n} ควรเป็น ${n + 1}`, `out of order: ${n + 1} should follow ${n}`);
      if (line.before !== before) find('บรรทัดก่อนหน้าถูกแก้ ลบ หรือแทรก', 'the line before it was changed, removed or put in');
      for (const part of ['request', 'response', 'gateway'] as const) checkSigned(stateDir, line[part], part, find);
      checkTies(line, find);
      if (line.gateway && houseKids && !houseKids.has(line.gateway.kid)) find(`${line.gateway.kid} ไม่ใช่กุญแจของศูนย์`, `${line.gateway.kid} is no key of the house`);
      n = line.n;
    }
    before = sha256Hex(text);
  }
  return { lines, findings };
}

function checkSigned(stateDir: string, signed: Signed | null, part: string, find: (th: string, en: string) => unknown): void {
  if (!signed) return;
  const known = readKnownKey(stateDir, signed.kid);
  const key = known ? readJwk(known.algorithm as SignatureAlgorithm, known.jwk) : null;
  if (!known || !key || thumbprint(key) !== signed.kid) find(`ไม่มีกุญแจ ${signed.kid} ของ ${part}`, `the key ${signed.kid} of the ${part} is not known`);
  else if (!verifyText(known.algorithm as SignatureAlgorithm, key, signed.base, signed.signature)) find(`ลายมือชื่อของ ${part} ไม่ถูกต้อง`, `the signature of the ${part} is wrong`);
}

/** The answer must be to this very request. */
function checkTies({ id, request, response, gateway }: Line, find: (th: string, en: string) => unknown): void {
  for (const [name, answer] of [['response', response], ['gateway', gateway]] as const) {
    if (!answer) continue;
    if (request && !answer.base.includes(`\n"signature";req;key="sig1": :${request.signature}:\n`)) find(`${name} ไม่ได้ตอบคำขอนี้`, `the ${name} does not answer this request`);
    if (!answer.base.includes(`\n"exchange-id": ${id}\n`)) find(`${name} เป็นของการแลกเปลี่ยนอื่น`, `the ${name} is of another exchange`);
  }
}
