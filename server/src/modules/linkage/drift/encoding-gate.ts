import type { Contract, Encoding } from '@saphan/contracts/contract';
import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { detectEncoding } from '../draft/encoding-evidence.ts';
import type { GateResult } from '../pipeline/gates.ts';

/** Below this a draft asks a person too. */
const SURE = 0.8;
/** Encodings that differ in a few signs only. */
const familyOf = (encoding: Encoding): string => (encoding === 'windows-874' || encoding === 'tis-620' || encoding === 'iso-8859-11' ? 'thai' : encoding);

/**
 * Holds a text file whose bytes are surely of another encoding than the contract says: read as agreed, half of it would be quarantined or, worse, garbled
 * without a fault. Null for other formats, for plain ASCII, and where the contract does not look at garbled text.
 */
export function judgeEncoding(contract: Contract, head: Uint8Array, complete: boolean): GateResult | null {
  const limit = { ...defaultGates, ...contract.gates }.maxMisreadShare;
  if (contract.source.format !== 'csv' || limit === null || !head.some((byte) => byte > 0x7f)) return null;
  const { encoding, confidence } = detectEncoding(head, complete);
  const ok = confidence < SURE || familyOf(encoding) === familyOf(contract.source.encoding);
  const said = contract.source.encoding;
  return {
    name: 'encoding', value: ok ? 0 : confidence, limit: 0, ok,
    th: ok ? `รหัสอักขระตรงกับข้อกำหนด (${said})` : `ข้อกำหนดบอกว่าเป็น ${said} แต่ไบต์ของไฟล์เป็น ${encoding} (มั่นใจ ${Math.round(confidence * 100)}%)`,
    en: ok ? `the encoding is that of the contract (${said})` : `the contract says ${said}, the bytes of the file are ${encoding} (${Math.round(confidence * 100)}% sure)`,
  };
}
