/** One message with a head of JSON and a body of bytes: four bytes with the length of the head, the head, the body. */
export const FRAME_TYPE = 'application/vnd.saphan.edge';
const LONGEST_HEAD = 262_144;

/** A call on its way to an edge; headers are name and value, as the consumer sent them. */
export interface CallHead { id: string; slug: string; method: string; target: string; headers: readonly (readonly [string, string])[]; hasBody: boolean; expiresAt: string }
/** What an edge answered. */
export interface AnswerHead { instance: string; status: number; headers: readonly (readonly [string, string])[] }

export function writeFrame(head: object, body: Uint8Array | null): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + (body?.length ?? 0));
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, 4);
  if (body) bytes.set(body, 4 + text.length);
  return bytes;
}

/** @returns null when the bytes are no frame. */
export function readFrame(bytes: Uint8Array): { head: unknown; body: Uint8Array } | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length > LONGEST_HEAD || 4 + length > bytes.length) return null;
  try {
    return { head: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length))), body: bytes.subarray(4 + length) };
  } catch {
    return null;
  }
}
