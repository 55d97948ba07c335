import { fromBase64, fromDecimal, toBase64 } from './bytes.ts';
import { HASH_BYTES } from './tree.ts';

const HEAD = 'c2sp.org/tlog-proof@v1';
const LONGEST_PROOF = 63;

/** A proof that one entry was logged, whole in itself (C2SP tlog-proof). */
export interface TlogProof { index: number; proof: Uint8Array[]; checkpoint: string; extra?: Uint8Array }

export function writeTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const lines = [HEAD, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** null when the text is no such proof. */
export function parseTlogProof(text: string): TlogProof | null {
  const at = text.indexOf('\n\n');
  if (at < 0) return null;
  const [head, ...lines] = text.slice(0, at).split('\n');
  const extraText = lines[0]?.startsWith('extra ') ? (lines.shift() as string).slice('extra '.length) : null;
  const extra = extraText === null ? undefined : fromBase64(extraText);
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? fromDecimal(indexLine.slice('index '.length)) : null;
  const proof = lines.map(fromBase64);
  if (head !== HEAD || extra === null || index === null || proof.length > LONGEST_PROOF || proof.some((hash) => hash?.length !== HASH_BYTES)) return null;
  return { index, proof: proof as Uint8Array[], checkpoint: text.slice(at + 2), ...(extra && { extra }) };
}
