import type { PeerCertificate } from 'node:tls';
import { connectorProblem } from '../problems.ts';

/** SHA-256 of a certificate as people read it aloud, with or without colons. */
export const fingerprintPattern = '^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$';

const digitsOf = (fingerprint: string): string => fingerprint.replaceAll(':', '').toUpperCase();

/** A problem when the server shows another certificate than the one that is set; tells which it shows. */
export function unlikePin(shown: PeerCertificate, pin: string): Error | null {
  const seen = shown.fingerprint256 ?? '';
  if (digitsOf(seen) === digitsOf(pin)) return null;
  return connectorProblem('tls-refused', { seen, detailTh: `เครื่องแสดงใบรับรองที่มีลายนิ้วมือ ${seen} ซึ่งไม่ใช่ใบที่ตั้งไว้`, detailEn: `The host shows a certificate with the fingerprint ${seen}, which is not the one that is set.` });
}
