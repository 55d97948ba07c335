import { formatThaiDate } from '@saphan/contracts/dates';
import type { Block } from '../paper.ts';

/** Who signs. On behalf of another, the position has two lines: the own one, then `ปฏิบัติราชการแทน …`. */
export interface Signatory { name: string | null; position: readonly string[] }

/** Dots stand where a name is not known yet: it is written by hand. */
export function signatureOf(closing: string, { name, position }: Signatory): Block {
  return { kind: 'signature', closing, name: name ?? '…………………………………………', position: [...position] };
}

/** `กุมภาพันธ์ 2568` */
export const withoutEra = (iso: string): string => formatThaiDate(iso, { style: 'long' }).replace(/^\d+ /, '');
